//! What rustc's own lexer makes of a source.

use nosecrets_engine::lexer::{Kind, Lexed, Token};
use ra_ap_rustc_lexer::{
    Cursor, FrontmatterAllowed, LiteralKind, RawStrError, TokenKind, strip_shebang, validate_raw_str,
};

/// A literal or comment of the reference, or where one starts that never ends.
#[derive(Debug, PartialEq)]
struct Expected {
    kind: Option<Kind>,
    start: usize,
    end: usize,
}

/// The offset and kind of the first token that the two lexers do not agree on.
/// Where an array was reported, only comments are compared.
#[must_use]
pub fn first_difference(source: &str, tokens: &[Token], lexed: &Lexed) -> Option<(usize, Kind)> {
    let (arrays, found): (Vec<_>, Vec<_>) = tokens.iter().partition(|token| token.kind == Kind::Array);
    let in_array = |start: usize| {
        let before = arrays.partition_point(|array| array.start <= start);
        before > 0 && start < arrays[before - 1].end
    };
    let mut found = found.into_iter();
    let mut unterminated = None;
    // What of an open frontmatter is code is for nobody to say.
    if lexed.unterminated.is_some_and(|at| source[at..].starts_with("---")) {
        return None;
    }
    let (expected, end) = expected(source);
    for expected in expected {
        let Some(kind) = expected.kind else {
            unterminated = unterminated.or(Some(expected.start));
            continue;
        };
        if !kind.is_comment() && in_array(expected.start) {
            continue;
        }
        let same = found
            .next()
            .is_some_and(|token| (token.kind, token.start, token.end) == (kind, expected.start, expected.end));
        if !same {
            return Some((expected.start, kind));
        }
    }
    match found.next() {
        _ if end < source.len() => None,
        Some(token) => Some((token.start, token.kind)),
        None if unterminated != lexed.unterminated => Some((source.len(), Kind::Str)),
        None => None,
    }
}

/// The literals and comments of a source, and how far they can be compared: up
/// to hashes that start no raw string, where rustc gives up.
fn expected(source: &str) -> (Vec<Expected>, usize) {
    let mark = if source.starts_with('\u{FEFF}') { 3 } else { 0 };
    let mut at = mark + strip_shebang(&source[mark..]).unwrap_or(0);
    let mut cursor = Cursor::new(&source[at..], FrontmatterAllowed::Yes);
    let mut expected = Vec::new();
    loop {
        let token = cursor.advance_token();
        let next = at + token.len as usize;
        match token.kind {
            TokenKind::Eof => return (expected, at),
            TokenKind::Literal { kind, .. } if starts_no_string(&source[at..], kind) => {
                return (expected, at);
            }
            // The parser undoes this in editions before 2024, and so do we.
            TokenKind::GuardedStrPrefix => {
                at += 1;
                cursor = Cursor::new(&source[at..], FrontmatterAllowed::No);
                continue;
            }
            TokenKind::LineComment { doc_style } => {
                let kind = if doc_style.is_some() { Kind::DocLine } else { Kind::LineComment };
                let crlf = source[..next].ends_with('\r') && source[next..].starts_with('\n');
                let end = next - usize::from(crlf);
                expected.push(Expected { kind: Some(kind), start: at, end });
            }
            TokenKind::BlockComment { doc_style, terminated } => {
                let kind = if doc_style.is_some() { Kind::DocBlock } else { Kind::BlockComment };
                let kind = terminated.then_some(kind);
                expected.push(Expected { kind, start: at, end: next });
            }
            TokenKind::Literal { kind, suffix_start } => {
                if let Some(kind) = literal(kind) {
                    expected.push(Expected { kind, start: at, end: at + suffix_start as usize });
                }
            }
            _ => {}
        }
        at = next;
    }
}

/// Whether this is an `r`, `br` or `cr` whose hashes no quote follows.
fn starts_no_string(text: &str, kind: LiteralKind) -> bool {
    let prefix = match kind {
        LiteralKind::RawStr { n_hashes: None } => 1,
        LiteralKind::RawByteStr { n_hashes: None } | LiteralKind::RawCStr { n_hashes: None } => 2,
        _ => return false,
    };
    matches!(validate_raw_str(text, prefix), Err(RawStrError::InvalidStarter { .. }))
}

/// The kind of a literal, if it ends; none for numbers.
fn literal(kind: LiteralKind) -> Option<Option<Kind>> {
    Some(match kind {
        LiteralKind::Int { .. } | LiteralKind::Float { .. } => return None,
        LiteralKind::Char { terminated } => terminated.then_some(Kind::Char),
        LiteralKind::Byte { terminated } => terminated.then_some(Kind::Byte),
        LiteralKind::Str { terminated } => terminated.then_some(Kind::Str),
        LiteralKind::ByteStr { terminated } => terminated.then_some(Kind::ByteStr),
        LiteralKind::CStr { terminated } => terminated.then_some(Kind::CStr),
        LiteralKind::RawStr { n_hashes } => n_hashes.map(|_| Kind::RawStr),
        LiteralKind::RawByteStr { n_hashes } => n_hashes.map(|_| Kind::RawByteStr),
        LiteralKind::RawCStr { n_hashes } => n_hashes.map(|_| Kind::RawCStr),
    })
}
