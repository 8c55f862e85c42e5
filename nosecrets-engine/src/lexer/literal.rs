//! String, byte, C and character literals, found from their quote.

use memchr::{memchr, memchr3};

use super::{
    Kind, Step, Token,
    comment::space_len,
    word::{is_word_byte, may_start_word, skip_word},
};

/// Reads the string whose opening quote is at `quote`.
#[inline]
pub(super) fn string(source: &[u8], quote: usize, floor: usize) -> Step {
    let Prefix { kind, start, hashes } = prefix(source, quote, floor);
    let found = if kind.is_verbatim() { raw_end(source, quote + 1, hashes) } else { string_end(source, quote + 1) };
    let Some((inner_end, escaped)) = found else {
        return Step::Open { start, next: source.len() };
    };
    let end = inner_end + 1 + hashes;
    let token = Token { kind, start, end, inner: quote + 1..inner_end, escaped };
    Step::Token(token, skip_word(source, end))
}

/// The end of the string literal that starts at `start`, with its suffix, if
/// one does.
pub(crate) fn string_from(source: &[u8], start: usize) -> Option<usize> {
    let prefix = source[start..].iter().take_while(|byte| matches!(byte, b'r' | b'b' | b'c' | b'#'));
    let quote = start + prefix.count();
    match (source.get(quote)? == &b'"').then(|| string(source, quote, start))? {
        Step::Token(token, next) if token.start == start => Some(next),
        _ => None,
    }
}

/// What stands before the opening quote and belongs to the literal.
struct Prefix {
    kind: Kind,
    start: usize,
    /// Hashes that close the literal: those of a raw string only.
    hashes: usize,
}

/// Looks back from a quote. A letter is a prefix only if a word starts with it;
/// hashes count only after an `r`: elsewhere they are a guard, reserved since
/// the 2024 edition, or plain punctuation.
#[inline]
fn prefix(source: &[u8], quote: usize, floor: usize) -> Prefix {
    let none = Prefix { kind: Kind::Str, start: quote, hashes: 0 };
    let before = &source[floor..quote];
    if !matches!(before, [.., b'r' | b'b' | b'c' | b'#']) {
        return none;
    }
    let hashes = before.iter().rev().take_while(|&&byte| byte == b'#').count();
    let word = &before[..before.len() - hashes];
    let (kind, len) = match word {
        [.., b'b', b'r'] => (Kind::RawByteStr, 2),
        [.., b'c', b'r'] => (Kind::RawCStr, 2),
        [.., b'r'] => (Kind::RawStr, 1),
        [.., b'b'] if hashes == 0 => (Kind::ByteStr, 1),
        [.., b'c'] if hashes == 0 => (Kind::CStr, 1),
        _ => return none,
    };
    match may_start_word(&word[..word.len() - len]) {
        true => Prefix { kind, start: quote - hashes - len, hashes },
        false => none,
    }
}

/// The closing quote of a string with escapes, and whether it has any, or a
/// carriage return.
#[inline]
fn string_end(source: &[u8], mut from: usize) -> Option<(usize, bool)> {
    let mut escaped = false;
    loop {
        let at = from + memchr3(b'"', b'\\', b'\r', source.get(from..)?)?;
        from = match source[at] {
            b'"' => return Some((at, escaped)),
            b'\\' => at + 2,
            _ => at + 1,
        };
        escaped = true;
    }
}

/// The closing quote of a raw string, which as many hashes follow as opened it,
/// and whether there is a carriage return before it.
fn raw_end(source: &[u8], inner: usize, hashes: usize) -> Option<(usize, bool)> {
    let mut from = inner;
    loop {
        let quote = from + memchr(b'"', &source[from..])?;
        let after = &source[quote + 1..];
        let closing = after.iter().take(hashes).take_while(|&&byte| byte == b'#').count();
        if closing == hashes {
            return Some((quote, memchr(b'\r', &source[inner..quote]).is_some()));
        }
        from = quote + 1 + closing;
    }
}

/// Reads the character, byte or lifetime whose quote is at `quote`.
#[inline]
pub(super) fn character(source: &[u8], quote: usize, floor: usize) -> Step {
    let inner = quote + 1;
    if matches!(&source[floor..quote], [before @ .., b'b'] if may_start_word(before)) {
        return quoted(source, Kind::Byte, quote - 1, inner);
    }
    let Some(&first) = source.get(inner) else {
        return Step::Open { start: quote, next: inner };
    };
    let second = inner + char_len(&source[inner..]);
    let lifetime = is_word_byte(first) && source.get(second) != Some(&b'\'') && space_len(&source[inner..]) == 0;
    match lifetime {
        true => lifetime_or_long(source, quote, second),
        false => quoted(source, Kind::Char, quote, inner),
    }
}

/// A lifetime or label, raw or not, whose second character is at `second`. One
/// with a quote after it is what someone meant as a string: a character literal
/// to the lexer, an error to the compiler.
fn lifetime_or_long(source: &[u8], quote: usize, second: usize) -> Step {
    let raw = matches!(&source[quote..], [_, b'r', b'#', next, ..]
        if is_word_byte(*next) && !next.is_ascii_digit());
    if raw {
        return Step::Code(skip_word(source, quote + 3));
    }
    let end = skip_word(source, second.min(source.len()));
    match source.get(end) {
        Some(b'\'') => Step::Token(
            Token { kind: Kind::Char, start: quote, end: end + 1, inner: quote + 1..end, escaped: false },
            end + 1,
        ),
        _ => Step::Code(end),
    }
}

/// Reads the rest of a character or byte literal, whose inside is at `inner`.
/// It may hold anything but a line end or a slash, unless it is that alone.
fn quoted(source: &[u8], kind: Kind, start: usize, inner: usize) -> Step {
    let mut at = inner;
    let mut escaped = false;
    let second = inner + source.get(inner..).map_or(1, char_len);
    if source.get(inner) != Some(&b'\\') && source.get(second) == Some(&b'\'') {
        at = second;
    }
    loop {
        match &source[at.min(source.len())..] {
            [b'\'', ..] => break,
            [] | [b'/', ..] => {
                return Step::Open { start, next: at.min(source.len()) };
            }
            [b'\n', rest @ ..] if rest.first() != Some(&b'\'') => {
                return Step::Open { start, next: at };
            }
            [b'\\', rest @ ..] if !rest.is_empty() => {
                escaped = true;
                at += 1 + char_len(rest);
            }
            _ => at += 1,
        }
    }
    // Lines end in it only where the quote was meant for a string.
    let escaped = escaped || memchr(b'\r', &source[inner..at]).is_some();
    let token = Token { kind, start, end: at + 1, inner: inner..at, escaped };
    Step::Token(token, skip_word(source, at + 1))
}

/// The length of the UTF-8 character at the start of a text: of one that is cut short
/// what there is of it, so that no quote or backslash is taken for a part of it.
#[inline]
fn char_len(text: &[u8]) -> usize {
    let rest = match text.first() {
        Some(0xC2..=0xDF) => 1,
        Some(0xE0..=0xEF) => 2,
        Some(0xF0..=0xF4) => 3,
        _ => return 1,
    };
    1 + text[1..].iter().take(rest).take_while(|byte| matches!(byte, 0x80..=0xBF)).count()
}

#[cfg(test)]
mod tests {
    use crate::lexer::{Kind, Lexed, lex};

    /// Kinds and texts of the tokens.
    fn tokens(source: &str) -> Vec<(Kind, &str)> {
        let mut tokens = Vec::new();
        lex(source.as_bytes(), |token| {
            tokens.push((token.kind, &source[token.range()]));
        });
        tokens
    }

    fn lexed(source: &[u8]) -> Lexed {
        lex(source, |_| ())
    }

    #[test]
    fn every_prefix_gives_its_kind() {
        for (literal, kind) in [
            (r#""a""#, Kind::Str),
            (r#"r"a""#, Kind::RawStr),
            (r##"r#"a"#"##, Kind::RawStr),
            (r##"r#"a" b"#"##, Kind::RawStr),
            (r#"b"a""#, Kind::ByteStr),
            (r###"br##"a"# b"##"###, Kind::RawByteStr),
            (r#"c"a""#, Kind::CStr),
            (r##"cr#"a"#"##, Kind::RawCStr),
            ("'a'", Kind::Char),
            ("b'a'", Kind::Byte),
        ] {
            assert_eq!(tokens(literal), [(kind, literal)]);
            assert_eq!(tokens(&format!("({literal})")), [(kind, literal)]);
        }
    }

    #[test]
    fn a_word_that_ends_like_a_prefix_is_none() {
        assert_eq!(tokens(r#"for"a""#), [(Kind::Str, r#""a""#)]);
        assert_eq!(tokens(r#"éb"a""#), [(Kind::Str, r#""a""#)]);
        assert_eq!(tokens("1b'a'"), [(Kind::Char, "'a'")]);
        assert_eq!(tokens(r#"r#b"a""#), [(Kind::Str, r#""a""#)]);
        assert_eq!(tokens(r#"'b"a""#), [(Kind::Str, r#""a""#)]);
        assert_eq!(tokens("\u{2028}b\"a\""), [(Kind::ByteStr, "b\"a\"")]);
    }

    #[test]
    fn a_suffix_is_not_part_of_the_token_nor_a_prefix_of_the_next() {
        assert_eq!(tokens(r#""a"_x"#), [(Kind::Str, r#""a""#)]);
        assert_eq!(tokens(r#""a"r"b""#), [(Kind::Str, r#""a""#), (Kind::Str, r#""b""#)]);
    }

    #[test]
    fn guarded_strings_are_strings_between_hashes() {
        assert_eq!(tokens(r##"#"a"#"##), [(Kind::Str, r#""a""#)]);
        assert_eq!(tokens(r###"x##"a"##"###), [(Kind::Str, r#""a""#)]);
    }

    #[test]
    fn characters_are_told_from_lifetimes() {
        for literal in ["'a'", "'é'", r"'\''", r"'\\'", r"'\u{1F600}'", "'''", "'/'", "'\"'", "'\n'"] {
            assert_eq!(tokens(&format!("x({literal})")), [(Kind::Char, literal)]);
        }
        assert_eq!(tokens("fn f<'a, 'b>(x: &'a str) { 'é: loop { break 'é } } '_"), []);
        assert_eq!(tokens("'r#a 'b' 'a"), [(Kind::Char, "'b'")]);
        assert_eq!(tokens("'a'.x('b')"), [(Kind::Char, "'a'"), (Kind::Char, "'b'")]);
        assert_eq!(tokens("'ab'"), [(Kind::Char, "'ab'")]);
    }

    #[test]
    fn escapes_do_not_end_a_literal_and_are_marked() {
        let escaped = |source: &str| {
            let mut escaped = Vec::new();
            lex(source.as_bytes(), |token| escaped.push(token.escaped));
            escaped
        };
        assert_eq!(escaped(r#""a\"b" "a" r"\" '\n' 'n' b'\\'"#), [true, false, false, true, false, true]);
        assert_eq!(escaped("\"a\r\nb\" r\"a\r\nb\" /*a\r\n*/ b'a\r\n'"), [true, true, true, true]);
    }

    #[test]
    fn what_never_ends_is_named_and_not_reported() {
        for source in ["x \"a", "x \"a\\", "x r#\"a\"", "x /* a", "x '\\", "x '", "x '(\n", "x b'"] {
            assert_eq!(lexed(source.as_bytes()).unterminated, Some(2), "{source}");
            assert_eq!(tokens(source), [], "{source}");
        }
        assert_eq!(lexed(b"x 'a").unterminated, None);
    }

    #[test]
    fn bytes_that_are_no_text_are_read_too() {
        for source in [&b"\xFF\"\xFF\"\xFF"[..], b"'\xFF'", b"'\xE2", b"b'\\\xF0", b"\0\"\0\""] {
            lexed(source);
        }
    }
}
