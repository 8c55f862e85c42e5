//! Arrays of character, byte and integer literals: keys are written like that.

use std::ops::Range;

use super::{Decoded, Kind, Step, Token, comment, decode::decode, is_word_byte, skip_blank, step};

/// Shorter lists are not reported: no credential is that short, and lists of a
/// few numbers are everywhere.
pub(crate) const MIN_ELEMENTS: usize = 8;

/// An array that was found at a bracket.
pub(super) struct Array {
    /// Where it ends: after its bracket.
    pub(super) end: usize,
    /// Whether there are comments between its elements.
    comments: bool,
}

impl Array {
    /// Its token.
    pub(super) fn token(&self, start: usize) -> Token {
        Token { kind: Kind::Array, start, end: self.end, inner: start + 1..self.end - 1, escaped: true }
    }

    /// Where lexing goes on: after it, or inside if there are comments to report.
    pub(super) const fn resume(&self, start: usize) -> usize {
        if self.comments { start + 1 } else { self.end }
    }
}

/// Reads the array that starts at `bracket`, if one does: at least
/// [`MIN_ELEMENTS`] literals of one sort, bytes and integers being the same.
#[inline]
pub(super) fn read(source: &[u8], bracket: usize) -> Option<Array> {
    // Nearly all brackets are of another use, which the next byte tells.
    match source.get(bracket + 1)? {
        b'0'..=b'9' | b'\'' | b'b' | b'/' | b'\t'..=b'\r' | b' ' => read_list(source, bracket),
        _ => None,
    }
}

fn read_list(source: &[u8], bracket: usize) -> Option<Array> {
    let mut list = List { source, at: bracket + 1, comments: false };
    let first = list.element()?;
    let mut count = 1;
    while list.comma()? {
        count += 1;
        if list.element()?.is_char() != first.is_char() {
            return None;
        }
    }
    (count >= MIN_ELEMENTS).then_some(Array { end: list.at, comments: list.comments })
}

/// Steps over the elements of a list.
struct List<'a> {
    source: &'a [u8],
    at: usize,
    comments: bool,
}

/// One element, as written.
enum Element {
    Quoted(Token),
    Integer { value: u64, range: Range<usize> },
}

impl Element {
    const fn is_char(&self) -> bool {
        matches!(self, Self::Quoted(Token { kind: Kind::Char, .. }))
    }
}

impl List<'_> {
    /// Reads an element; `None` if it is anything but a literal.
    #[inline]
    fn element(&mut self) -> Option<Element> {
        self.skip_blank()?;
        let start = self.at;
        match &self.source[start..] {
            [b'0'..=b'9', ..] => self.integer(),
            [b'\'', ..] => self.quoted(start),
            [b'b', b'\'', ..] => self.quoted(start + 1),
            _ => None,
        }
    }

    fn integer(&mut self) -> Option<Element> {
        let rest = &self.source[self.at..];
        let len = rest.iter().position(|&byte| !is_word_byte(byte)).unwrap_or(rest.len());
        let value = integer(&rest[..len])?;
        let range = self.at..self.at + len;
        self.at = range.end;
        Some(Element::Integer { value, range })
    }

    fn quoted(&mut self, quote: usize) -> Option<Element> {
        match step(self.source, quote, self.at) {
            Step::Token(token, next) if next == token.end => {
                self.at = next;
                Some(Element::Quoted(token))
            }
            _ => None,
        }
    }

    /// Whether another element follows; if not, the closing bracket has been
    /// read. `None` if there is neither.
    #[inline]
    fn comma(&mut self) -> Option<bool> {
        self.skip_blank()?;
        let comma = self.source.get(self.at) == Some(&b',');
        if comma {
            self.at += 1;
            self.skip_blank()?;
        }
        let closed = self.source.get(self.at) == Some(&b']');
        self.at += usize::from(closed);
        (comma || closed).then_some(!closed)
    }

    #[inline]
    fn skip_blank(&mut self) -> Option<()> {
        self.at = comment::skip_space(self.source, self.at);
        if self.source.get(self.at) == Some(&b'/') {
            self.comments = true;
            self.at = skip_blank(self.source, self.at, |_| true)?;
        }
        Some(())
    }
}

/// The value of an integer literal, with or without suffix; too large a value
/// is the largest.
/// <https://doc.rust-lang.org/reference/tokens.html#integer-literals>
fn integer(text: &[u8]) -> Option<u64> {
    let (radix, digits) = match text {
        [b'0', b'x', digits @ ..] => (16, digits),
        [b'0', b'o', digits @ ..] => (8, digits),
        [b'0', b'b', digits @ ..] => (2, digits),
        _ => (10, text),
    };
    let mut value = None;
    for (at, &byte) in digits.iter().enumerate() {
        match char::from(byte).to_digit(radix) {
            Some(digit) => {
                let shifted = value.unwrap_or(0_u64).saturating_mul(radix.into());
                value = Some(shifted.saturating_add(digit.into()));
            }
            None if byte == b'_' => {}
            None if is_integer_suffix(&digits[at..]) => return value,
            None => return None,
        }
    }
    value
}

fn is_integer_suffix(text: &[u8]) -> bool {
    matches!(
        text,
        [b'u' | b'i', b'8']
            | [b'u' | b'i', b'1', b'6']
            | [b'u' | b'i', b'1', b'2', b'8']
            | [b'u' | b'i', b'3', b'2']
            | [b'u' | b'i', b'6', b'4']
            | [b'u' | b'i', b's', b'i', b'z', b'e']
    )
}

/// What the elements of an array are, and their value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Elements {
    /// Characters; the value is their text in UTF-8.
    Chars(Decoded),
    /// Byte literals or integers up to 255; the value is the bytes.
    Bytes(Decoded),
    /// Integers, at least one of them above 255: no bytes. The ranges of the
    /// elements in the source.
    Integers(Vec<Range<usize>>),
}

impl Elements {
    /// The bytes or text, if this is not a list of larger numbers.
    pub const fn decoded(&self) -> Option<&Decoded> {
        match self {
            Self::Chars(decoded) | Self::Bytes(decoded) => Some(decoded),
            Self::Integers(_) => None,
        }
    }
}

/// Decodes an array that [`lex`](super::lex) reported: `array` is its token's
/// inner range. `None` if no array of literals is there.
pub fn decode_array(source: &[u8], array: Range<usize>) -> Option<Elements> {
    let mut list = List { source: source.get(..array.end + 1)?, at: array.start, comments: false };
    let mut decoded = Decoded::default();
    let mut ranges = Vec::new();
    let (mut chars, mut large) = (false, false);
    loop {
        let element = list.element()?;
        chars |= element.is_char();
        match element {
            Element::Quoted(token) => {
                let mut value = Vec::new();
                decode(token.kind, &source[token.inner.clone()], &mut value);
                decoded.push(&value, token.range());
                ranges.push(token.range());
            }
            Element::Integer { value, range } => {
                large |= value > u8::MAX.into();
                decoded.push(&[value as u8], range.clone());
                ranges.push(range);
            }
        }
        if !list.comma()? {
            break;
        }
    }
    Some(match (large, chars) {
        (true, _) => Elements::Integers(ranges),
        (false, true) => Elements::Chars(decoded),
        (false, false) => Elements::Bytes(decoded),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexer::lex;

    fn kinds(source: &str) -> Vec<Kind> {
        let mut kinds = Vec::new();
        lex(source.as_bytes(), |token| kinds.push(token.kind));
        kinds
    }

    fn elements(source: &str) -> Elements {
        let mut found = None;
        lex(source.as_bytes(), |token| found = Some(token.inner));
        decode_array(source.as_bytes(), found.unwrap()).unwrap()
    }

    #[test]
    fn eight_literals_of_one_sort_are_an_array() {
        for source in [
            "[1,2,3,4,5,6,7,8]",
            "&[ 1u8, 0x2, 0b11, 0o4, 1_0, b'6', b'\\x07', 8, ]",
            "vec!['a', 'b', 'c', 'd', 'e', 'f', '\\'', '[']",
        ] {
            assert_eq!(kinds(source), [Kind::Array], "{source}");
        }
    }

    #[test]
    fn other_brackets_are_no_array() {
        for source in [
            "[1,2,3,4,5,6,7]",
            "[1,2,3,4,5,6,7,8; 2]",
            "[1,2,3,4,5,6,7,x]",
            "[1,2,3,4,5,6,7,8.0]",
            "[1,2,3,4,5,6,7,8e1]",
            "[1,2,3,4,5,6,7,8 9]",
            "[1,2,3,4,5,6,7,8",
            "a[12345678]",
            "[,1,2,3,4,5,6,7,8]",
        ] {
            assert_eq!(kinds(source), [], "{source}");
        }
        assert_eq!(kinds("['a',2,3,4,5,6,7,8]"), [Kind::Char]);
    }

    #[test]
    fn comments_inside_are_reported_after_the_array() {
        let source = "['1', // 'x'\n '2','3','4','5','6','7',/* y */'8'] 'z'";
        assert_eq!(kinds(source), [Kind::Array, Kind::LineComment, Kind::BlockComment, Kind::Char]);
    }

    #[test]
    fn bytes_and_small_integers_decode_to_bytes() {
        let Elements::Bytes(decoded) = elements("[b'A', 0x42, 67, 68u8, 0b1000101, 0o106, 7_1, b'\\n']") else {
            panic!("not bytes")
        };
        assert_eq!(decoded.bytes, b"ABCDEFG\n");
        assert_eq!(decoded.source_range(1..3), 7..15);
    }

    #[test]
    fn characters_decode_to_text() {
        let Elements::Chars(decoded) = elements("['a','é','c','d','e','f','g','\\u{68}']") else {
            panic!("not characters")
        };
        assert_eq!(decoded.bytes, "aécdefgh".as_bytes());
        assert_eq!(decoded.source_range(1..3), 5..9);
    }

    #[test]
    fn a_larger_number_makes_it_an_array_of_integers() {
        let Elements::Integers(ranges) = elements("[1,2,3,4,5,6,7,256]") else { panic!("not integers") };
        assert_eq!(ranges[7], 15..18);
        assert!(matches!(elements("[1,2,3,4,5,6,7,99999999999999999999999]"), Elements::Integers(_)));
    }
}
