fn first<'sk_live>(text: &'sk_live str) -> Option<char> {
    text.chars().find(|&c| c == '\'' || c == '"' || c == '\u{7f}')
}
