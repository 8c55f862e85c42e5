//! The value that a literal stands for, and the way back from a part of the
//! value to the part of the source that spells it.

use std::ops::Range;

use memchr::{memchr, memchr2};

use super::Kind;

/// Appends the value of a literal or the text of a comment to `out`.
///
/// `inner` is the text between the quotes. Escapes are replaced, a backslash at
/// the end of a line goes with the line end and the white space after it, and
/// CRLF becomes LF, as rustc does it. An escape that the kind of literal does
/// not have is kept as it is.
pub fn decode(kind: Kind, inner: &[u8], out: &mut Vec<u8>) {
    decode_into(kind, inner, out);
}

/// Decodes like [`decode`] the literal or comment at `inner` in `source`,
/// keeping where each part of the value came from.
pub fn decode_mapped(kind: Kind, source: &[u8], inner: Range<usize>) -> Decoded {
    let mut mapped = Mapped { offset: inner.start, decoded: Decoded::default() };
    decode_into(kind, &source[inner], &mut mapped);
    mapped.decoded
}

/// A decoded value with its origin.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decoded {
    /// The value.
    pub bytes: Vec<u8>,
    /// The parts it was put together from, in order.
    pieces: Vec<Piece>,
}

/// A part of a value, up to the start of the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    /// Where it starts in the value.
    at: usize,
    /// What spells it in the source.
    source: Range<usize>,
    /// Whether the source spells it byte for byte.
    verbatim: bool,
}

impl Decoded {
    /// What spells this part of the value, in bytes of the source: from the
    /// start of what spells its first byte to the end of what spells its last.
    /// An escape is not divided.
    ///
    /// A range that is empty or goes beyond the value gives the nearest place.
    pub fn source_range(&self, value: Range<usize>) -> Range<usize> {
        let Some(start) = self.spelling(value.start) else {
            return 0..0;
        };
        match value.end.checked_sub(1) {
            Some(last) if last >= value.start => start.start..self.spelling(last).map_or(start.end, |end| end.end),
            _ => start.start..start.start,
        }
    }

    /// What spells one byte of the value.
    fn spelling(&self, at: usize) -> Option<Range<usize>> {
        let at = at.min(self.bytes.len().saturating_sub(1));
        let piece = &self.pieces[self.pieces.partition_point(|piece| piece.at <= at).checked_sub(1)?];
        let source = piece.source.clone();
        Some(match piece.verbatim {
            true => source.start + at - piece.at..source.start + at - piece.at + 1,
            false => source,
        })
    }

    /// Appends a part that `source` spells in its own way.
    pub(super) fn push(&mut self, value: &[u8], source: Range<usize>) {
        self.append(value, source, false);
    }

    fn append(&mut self, value: &[u8], source: Range<usize>, verbatim: bool) {
        if !value.is_empty() {
            self.pieces.push(Piece { at: self.bytes.len(), source, verbatim });
            self.bytes.extend_from_slice(value);
        }
    }
}

/// Takes the parts of a value in order.
trait Sink {
    /// A part that stands in the source as it is, from offset `at`.
    fn copy(&mut self, part: &[u8], at: usize);
    /// A part that `source` spells in another way.
    fn put(&mut self, part: &[u8], source: Range<usize>);
}

impl Sink for Vec<u8> {
    fn copy(&mut self, part: &[u8], _: usize) {
        self.extend_from_slice(part);
    }

    fn put(&mut self, part: &[u8], _: Range<usize>) {
        self.extend_from_slice(part);
    }
}

/// Keeps the parts, with offsets that count from the start of the source.
struct Mapped {
    offset: usize,
    decoded: Decoded,
}

impl Sink for Mapped {
    fn copy(&mut self, part: &[u8], at: usize) {
        let start = self.offset + at;
        self.decoded.append(part, start..start + part.len(), true);
    }

    fn put(&mut self, part: &[u8], source: Range<usize>) {
        self.decoded.push(part, self.offset + source.start..self.offset + source.end);
    }
}

fn decode_into(kind: Kind, text: &[u8], sink: &mut impl Sink) {
    let mut at = 0;
    while let Some(found) = next_special(kind, &text[at..]) {
        let special = at + found;
        sink.copy(&text[at..special], at);
        let (value, next) = match text[special] {
            b'\\' => escape(kind, text, special),
            _ => carriage_return(text, special),
        };
        match value {
            Value::Same => sink.copy(&text[special..next], special),
            Value::Byte(byte) => sink.put(&[byte], special..next),
            Value::Char(char) => {
                sink.put(char.encode_utf8(&mut [0; 4]).as_bytes(), special..next);
            }
            Value::Nothing => {}
        }
        at = next;
    }
    sink.copy(&text[at..], at);
}

/// What a part of the text stands for.
enum Value {
    /// Itself: it means nothing special after all.
    Same,
    Nothing,
    Byte(u8),
    Char(char),
}

fn next_special(kind: Kind, text: &[u8]) -> Option<usize> {
    match kind.is_verbatim() {
        true => memchr(b'\r', text),
        false => memchr2(b'\\', b'\r', text),
    }
}

/// A carriage return vanishes before a line feed.
fn carriage_return(text: &[u8], at: usize) -> (Value, usize) {
    match text.get(at + 1) {
        Some(b'\n') => (Value::Nothing, at + 1),
        _ => (Value::Same, at + 1),
    }
}

/// Reads the escape at `at`: its value and its end.
/// <https://doc.rust-lang.org/reference/tokens.html#character-escapes>
fn escape(kind: Kind, text: &[u8], at: usize) -> (Value, usize) {
    let simple = |byte| (Value::Byte(byte), at + 2);
    let same = (Value::Same, at + 1);
    match &text[at + 1..] {
        [b'n', ..] => simple(b'\n'),
        [b'r', ..] => simple(b'\r'),
        [b't', ..] => simple(b'\t'),
        [b'0', ..] => simple(0),
        [quoted @ (b'\\' | b'\'' | b'"'), ..] => simple(*quoted),
        [b'\n', ..] | [b'\r', b'\n', ..] => (Value::Nothing, skip_space(text, at + 1)),
        [b'x', high, low, ..] => match hex_byte(*high, *low) {
            Some(byte) if byte.is_ascii() || has_bytes(kind) => (Value::Byte(byte), at + 4),
            _ => same,
        },
        [b'u', b'{', ..] if has_chars(kind) => unicode(text, at).unwrap_or(same),
        // An escaped character is not looked at again: it is no escape itself.
        _ => same,
    }
}

/// Whether `\x80` and above mean a byte.
const fn has_bytes(kind: Kind) -> bool {
    matches!(kind, Kind::ByteStr | Kind::CStr | Kind::Byte)
}

/// Whether `\u{…}` means a character.
const fn has_chars(kind: Kind) -> bool {
    matches!(kind, Kind::Str | Kind::CStr | Kind::Char)
}

fn hex_byte(high: u8, low: u8) -> Option<u8> {
    let digit = |byte| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

/// `\u{…}` with one to six digits, and underscores after the first of them.
fn unicode(text: &[u8], at: usize) -> Option<(Value, usize)> {
    let digits = at + 3;
    let end = digits + memchr(b'}', &text[digits..])?;
    let mut value = 0_u32;
    let mut count = 0;
    for &byte in &text[digits..end] {
        if byte == b'_' && count > 0 {
            continue;
        }
        count += 1;
        value = (count <= 6).then_some(value)? * 16 + char::from(byte).to_digit(16)?;
    }
    let char = char::from_u32(value).filter(|_| count > 0)?;
    Some((Value::Char(char), end + 1))
}

/// Skips the white space that a line continuation swallows.
fn skip_space(text: &[u8], at: usize) -> usize {
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    text[at..].iter().position(|byte| !is_space(byte)).map_or(text.len(), |len| at + len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(kind: Kind, inner: &str) -> Vec<u8> {
        let mut out = Vec::new();
        decode(kind, inner.as_bytes(), &mut out);
        out
    }

    #[test]
    fn escapes_give_their_character() {
        assert_eq!(decoded(Kind::Str, r#"\n\r\t\\\0\'\"\x41"#), b"\n\r\t\\\0'\"A");
        assert_eq!(decoded(Kind::Str, r"\u{41}\u{1_F6_00_}"), "A\u{1F600}".as_bytes());
        assert_eq!(decoded(Kind::Char, r"\u{e9}"), "é".as_bytes());
    }

    #[test]
    fn bytes_above_ascii_are_for_byte_and_c_strings() {
        assert_eq!(decoded(Kind::ByteStr, r"\xFF\u{41}"), b"\xFF\\u{41}");
        assert_eq!(decoded(Kind::CStr, r"\xFF\u{41}"), b"\xFFA");
        assert_eq!(decoded(Kind::Str, r"\xFF"), br"\xFF");
    }

    #[test]
    fn a_backslash_at_the_line_end_joins_lines() {
        assert_eq!(decoded(Kind::Str, "a\\\n \t\n b"), b"ab");
        assert_eq!(decoded(Kind::Str, "a\\\r\n  b\r\nc"), b"ab\nc");
    }

    #[test]
    fn crlf_is_lf_everywhere_and_a_lone_cr_stays() {
        assert_eq!(decoded(Kind::RawStr, "a\r\n\\n\rb"), b"a\n\\n\rb");
        assert_eq!(decoded(Kind::BlockComment, "a\r\nb"), b"a\nb");
    }

    #[test]
    fn a_bad_escape_is_kept() {
        for text in [r"\q", r"\x4", r"\xZZ", r"\u{}", r"\u{110000}", r"\u{1234567}", r"\u{41", r"\u", "\\"] {
            assert_eq!(decoded(Kind::Str, text), text.as_bytes());
        }
    }

    #[test]
    fn a_part_of_the_value_is_found_in_the_source() {
        let source = br#"x("ab\x41\u{e9}c\
            d")"#;
        let decoded = decode_mapped(Kind::Str, source, 3..source.len() - 2);
        assert_eq!(decoded.bytes, "abA\u{e9}cd".as_bytes());
        assert_eq!(decoded.source_range(0..2), 3..5);
        assert_eq!(decoded.source_range(1..3), 4..9);
        assert_eq!(decoded.source_range(3..4), 9..15);
        assert_eq!(decoded.source_range(2..5), 5..15);
        assert_eq!(decoded.source_range(6..7), source.len() - 3..source.len() - 2);
        assert_eq!(decoded.source_range(0..99), 3..source.len() - 2);
    }
}
