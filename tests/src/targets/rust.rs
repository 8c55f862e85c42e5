//! Lexer, decoder and item splitter, with rustc's lexer and syn as oracles.

use nosecrets_engine::items;
use nosecrets_engine::lexer::{self, Kind, Token};

use crate::reference;

/// Kinds of literal with escapes of their own, and how they are written.
const QUOTED: [(Kind, &str, &str); 5] = [
    (Kind::Str, "\"", "\""),
    (Kind::ByteStr, "b\"", "\""),
    (Kind::CStr, "c\"", "\""),
    (Kind::Char, "'", "'"),
    (Kind::Byte, "b'", "'"),
];

/// Tokens are rustc's, lie in order and in the source, and can be decoded.
pub(super) fn lexer(source: &[u8]) {
    let mut tokens = Vec::new();
    let lexed = lexer::lex(source, |token| tokens.push(token));
    let mut array_end = 0;
    let mut end = 0;
    for token in &tokens {
        // Only comments within an array stand in another token.
        assert!(token.start >= end || (token.kind.is_comment() && token.end <= array_end), "{token:?} after {end}");
        assert!(token.start <= token.inner.start && token.inner.start <= token.inner.end, "{token:?}");
        assert!(token.inner.end <= token.end && token.end <= source.len(), "{token:?}");
        end = if token.kind.is_comment() && token.end <= array_end { end } else { token.end };
        array_end = if token.kind == Kind::Array { token.end } else { array_end };
        decode(source, token);
    }
    assert!(lexed.code <= source.len() && lexed.unterminated.is_none_or(|at| at < source.len()));
    lexer::nesting(source);
    if let Some(text) = std::str::from_utf8(source).ok().filter(|text| is_comparable(text)) {
        assert_eq!(reference::first_difference(text, &tokens, &lexed), None);
    }
}

/// Whether what follows each quote, as far as it may be a name, is ASCII, and every other
/// character that is not may stand in a name: which may begin or continue one takes the
/// tables of Unicode, and where it matters no source compiles. Neither does an exponent
/// without digits, which takes the prefix for its suffix: `5E-b"x"`.
fn is_comparable(text: &str) -> bool {
    let may_be_name = |c: &char| !c.is_ascii() || c.is_ascii_alphanumeric() || *c == '_';
    let ends_exponent = |at: usize| text[..at].trim_end_matches(['#', 'b', 'c', 'r']).ends_with(['+', '-']);
    text.chars().all(|c| c.is_ascii() || c.is_alphabetic())
        && text.split('\'').skip(1).flat_map(|rest| rest.chars().take_while(may_be_name)).all(|c| c.is_ascii())
        && !text.match_indices(['"', '\'']).any(|(at, _)| ends_exponent(at))
}

/// Both ways of decoding agree, and every byte of the value has its place.
fn decode(source: &[u8], token: &Token) {
    if token.kind == Kind::Array {
        let elements = lexer::decode_array(source, token.inner.clone());
        assert!(elements.is_some(), "{token:?}");
        if let Some(decoded) = elements.as_ref().and_then(|elements| elements.decoded()) {
            places(decoded, token);
        }
        return;
    }
    let mut value = Vec::new();
    lexer::decode(token.kind, &source[token.inner.clone()], &mut value);
    let mapped = lexer::decode_mapped(token.kind, source, token.inner.clone());
    assert!(mapped.bytes == value, "{token:?}");
    assert!(token.escaped || value == source[token.inner.clone()], "{token:?}");
    places(&mapped, token);
}

fn places(decoded: &lexer::Decoded, token: &Token) {
    let mut before = token.inner.start;
    for at in 0..decoded.bytes.len() {
        let place = decoded.source_range(at..at + 1);
        assert!(before <= place.start && place.start < place.end && place.end <= token.inner.end, "{token:?} {at}");
        before = place.start;
    }
}

/// The value of a literal is that which syn gives it.
pub(super) fn decoder(input: &[u8]) {
    let Some((&first, inner)) = input.split_first() else { return };
    let (kind, open, close) = QUOTED[usize::from(first) % QUOTED.len()];
    let mut value = Vec::new();
    lexer::decode(kind, inner, &mut value);
    let mapped = lexer::decode_mapped(kind, inner, 0..inner.len());
    assert!(mapped.bytes == value);
    let source = std::str::from_utf8(inner).map(|inner| format!("{open}{inner}{close}"));
    let literal = source.ok().and_then(|source| source.parse::<proc_macro2::Literal>().ok());
    let expected = literal.and_then(|literal| match syn::Lit::new(literal) {
        syn::Lit::Str(literal) => Some((Kind::Str, literal.value().into_bytes())),
        syn::Lit::ByteStr(literal) => Some((Kind::ByteStr, literal.value())),
        syn::Lit::CStr(literal) => Some((Kind::CStr, literal.value().into_bytes())),
        syn::Lit::Char(literal) => Some((Kind::Char, literal.value().to_string().into_bytes())),
        syn::Lit::Byte(literal) => Some((Kind::Byte, vec![literal.value()])),
        _ => None,
    });
    proc_macro2::extra::invalidate_current_thread_spans();
    if let Some((known, expected)) = expected {
        assert!(known != kind || value == expected, "{kind:?}");
    }
}

/// Items lie in order, and each holds its name and its body.
pub(super) fn items(source: &[u8]) {
    let Some(found) = items::split(source) else { return };
    check_items(source, &found, 0, 8);
}

fn check_items(source: &[u8], found: &[items::Item], mut end: usize, depth: usize) {
    for item in found {
        assert!(end <= item.range.start && item.range.start < item.range.end && item.range.end <= source.len());
        for part in [&item.name, &item.body].into_iter().flatten() {
            assert!(item.range.start <= part.start && part.start <= part.end && part.end <= item.range.end);
        }
        end = item.range.end;
        if let Some(body) = item.body.clone().filter(|_| depth > 0) {
            let inner = items::split_body(source, body.clone()).unwrap_or_default();
            check_items(source, &inner, body.start, depth - 1);
        }
    }
}
