//! Tokens and keys of parsers, maps and keyboards.

fn lex(c: char) -> Token {
    let token = "identifier";
    let next_token = match c {
        '(' => "open_paren",
        ')' => "close_paren",
        _ => "unknown_token",
    };
    let expected_token = "SELECT";
    let separator_token = "::";
    let eos_token = "<|endoftext|>";
    let unk_token = "[UNK]";
    let key = "Enter";
    let primary_key = "customer_id";
    let sort_key = "created_at";
    let cache_key = "user:42:profile";
    let partition_key = "/tenantId";
    let shortcut_key = "Ctrl+Shift+P";
    let special_tokens = ["<s>", "</s>", "<pad>"];
    Token::of(token, next_token, expected_token, separator_token)
}
