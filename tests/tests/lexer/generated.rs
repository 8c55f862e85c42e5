//! The lexer on generated sources.

use nosecrets_engine::{
    items,
    lexer::{self, Kind},
};
use nosecrets_tests::reference;
use proptest::prelude::*;

use super::lex;

/// A literal or comment with its kind and text.
fn token() -> impl Strategy<Value = (Kind, String)> {
    let text = "[ -~é\\t]{0,12}".prop_map(|text| text.replace(['"', '\\', '#', '*', '/'], "."));
    let escaped = proptest::collection::vec(any_of(&[r#"\""#, r"\\", "\\\n", "a", "'", "/*"]), 0..6);
    let character = any_of(&["a", "é", "\"", r"\'", r"\u{e9}"]);
    prop_oneof![
        escaped.prop_map(|parts| (Kind::Str, format!("\"{}\"", parts.concat()))),
        text.clone().prop_map(|text| (Kind::ByteStr, format!("b\"{text}\""))),
        text.clone().prop_map(|text| (Kind::CStr, format!("c\"{text}\""))),
        text.clone().prop_map(|text| (Kind::RawStr, format!("r\"{text}\""))),
        text.clone().prop_map(|text| (Kind::RawStr, format!("r##\"{text}\"#\\\"##"))),
        text.clone().prop_map(|text| (Kind::RawByteStr, format!("br#\"{text}\"#"))),
        text.clone().prop_map(|text| (Kind::RawCStr, format!("cr#\"{text}\"#"))),
        character.prop_map(|text| (Kind::Char, format!("'{text}'"))),
        "[ -~]".prop_map(|text| (Kind::Byte, format!("b'{}'", text.replace(['\'', '\\'], "x")))),
        text.clone().prop_map(|text| (Kind::LineComment, format!("// {text}"))),
        text.clone().prop_map(|text| (Kind::DocLine, format!("///{text}"))),
        text.clone().prop_map(|text| (Kind::BlockComment, format!("/* {text} /*{text}*/*/"))),
        text.prop_map(|text| (Kind::DocBlock, format!("/*!{text}*/"))),
        proptest::collection::vec(0..256_u32, 8..20).prop_map(|bytes| (Kind::Array, format!("{bytes:?}"))),
    ]
}

/// Code without literals, that may stand between them.
fn code() -> impl Strategy<Value = &'static str> {
    any_of(&[
        "\n",
        "\n fn f<'a>(x: &'a [u8; 4]) -> ",
        "\n'outer: ",
        "\r\nr#struct + r#b (",
        "\n1.0e5 / 2 + foo ",
        "\n#[cfg(x)] .",
    ])
}

/// Bytes in which a lexer can go wrong, in any order.
fn soup() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[ \\n\"'/\\\\*#]",
        2 => "[rbca1\\[\\],]",
        1 => any_of(&["//", "/*", "*/", "r#", "\r\n", "é", "!"]).prop_map(str::to_owned),
    ];
    proptest::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

/// What may come together at the start of a file.
fn prologue() -> impl Strategy<Value = String> {
    let part =
        any_of(&["#!", "---", "\n---\n", "\n", " ", "[", "// x\n", "/*", "*/", "\"", "'a'", "\u{FEFF}", "/// x", "\r"]);
    proptest::collection::vec(part, 0..14).prop_map(|parts| parts.concat())
}

/// Arrays and what looks like one.
fn arrays() -> impl Strategy<Value = String> {
    let element = any_of(&["1,", "2u8,", "b'x',", "1,"]);
    let char = any_of(&["'a',", "'[',", r"'\'',"]);
    let other = any_of(&["[1,", "['a',", "]", "/*[", "*/", "// [\n", "'", "\""]);
    let part = prop_oneof![6 => element, 2 => char, 1 => other];
    proptest::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

fn any_of(parts: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    proptest::sample::select(parts)
}

/// One character of a string literal's value and how it may be written.
fn spelled() -> impl Strategy<Value = (char, String)> {
    let braces = |char: char| (char, format!("\\u{{{:x}}}", u32::from(char)));
    let plain = |char: char| match char {
        '"' | '\\' => (char, format!("\\{char}")),
        '\r' => (char, "\\r".to_owned()),
        _ => (char, char.to_string()),
    };
    prop_oneof![
        any::<char>().prop_map(plain),
        any::<char>().prop_map(braces),
        (0..128_u8).prop_map(|byte| (char::from(byte), format!("\\x{byte:02X}"))),
        Just(('\n', "\\\n \t\r\n\\n".to_owned())),
        Just(('\0', "\\0".to_owned())),
    ]
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_are_read_in_order(bytes: Vec<u8>) {
        let (tokens, _) = lex(&bytes);
        let mut end = 0;
        for token in &tokens {
            prop_assert!(end <= token.start && token.start < token.end && token.end <= bytes.len());
            prop_assert!(token.start <= token.inner.start && token.inner.start <= token.inner.end);
            prop_assert!(token.inner.end <= token.end);
            end = if token.kind == Kind::Array { token.start } else { token.end };
        }
        lexer::nesting(&bytes);
        items::split(&bytes);
    }

    #[test]
    fn every_token_is_found_in_any_company(parts in proptest::collection::vec((code(), token()), 0..12)) {
        let mut source = String::new();
        let mut expected = Vec::new();
        for (code, (kind, text)) in &parts {
            source.push_str(code);
            expected.push((*kind, source.len()..source.len() + text.len()));
            source.push_str(text);
            source.push('\n');
        }
        let (tokens, lexed) = lex(source.as_bytes());
        let found: Vec<_> = tokens.iter().map(|token| (token.kind, token.range())).collect();
        prop_assert_eq!(found, expected);
        prop_assert_eq!(lexed.unterminated, None);
    }

    #[test]
    fn sources_are_read_as_rustc_reads_them(source in prop_oneof![soup(), prologue(), arrays()]) {
        let (tokens, lexed) = lex(source.as_bytes());
        items::split(source.as_bytes());
        // Frontmatter without an end is code to us; rustc guesses where it ends.
        prop_assume!(lexed.unterminated.is_none_or(|at| !source[at..].starts_with("---")));
        prop_assert_eq!(reference::first_difference(&source, &tokens, &lexed), None);
    }

    #[test]
    fn decoding_undoes_encoding(parts in proptest::collection::vec(spelled(), 0..20)) {
        let (value, inner): (String, String) = parts.into_iter().unzip();
        let mut decoded = Vec::new();
        lexer::decode(Kind::Str, inner.as_bytes(), &mut decoded);
        prop_assert_eq!(String::from_utf8(decoded).ok(), Some(value));
    }

    #[test]
    fn any_text_decodes_and_maps_back(bytes: Vec<u8>, from: usize, len: usize) {
        let decoded = lexer::decode_mapped(Kind::CStr, &bytes, 0..bytes.len());
        let mut plain = Vec::new();
        lexer::decode(Kind::CStr, &bytes, &mut plain);
        prop_assert_eq!(&plain, &decoded.bytes);
        let from = from % (plain.len() + 1);
        let to = from + len % (plain.len() - from + 1);
        let range = decoded.source_range(from..to);
        prop_assert!(range.start <= range.end && range.end <= bytes.len());
        if !bytes.contains(&b'\\') && !bytes.contains(&b'\r') && from < to {
            prop_assert_eq!(range, from..to);
        }
    }
}

#[test]
fn hostile_sources_take_linear_time() {
    const SIZE: usize = 4 << 20;
    let repeat = |part: &str| part.repeat(SIZE / part.len());
    for source in [
        repeat("r#\""),
        repeat("r##########\"#"),
        repeat("\""),
        repeat("'"),
        repeat("b'"),
        repeat("#"),
        repeat("/*"),
        repeat("/*/"),
        repeat("[1,"),
        repeat("[1,2,3,4,5,6,7,8]"),
        repeat("['[',"),
        repeat("[/*[*/"),
        repeat("#![a]"),
        repeat("("),
        repeat("a "),
        repeat("// a\n"),
        format!("\"{}\"", repeat("\\\\")),
        format!("['a',{}]", repeat("'a',")),
    ] {
        let start = std::time::Instant::now();
        lex(source.as_bytes());
        lexer::nesting(source.as_bytes());
        items::split(source.as_bytes());
        // A quadratic case would take hours.
        assert!(start.elapsed().as_secs() < 20, "starts with {:?}", &source[..8]);
    }
}
