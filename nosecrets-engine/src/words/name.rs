//! Where the words of a name end, and how the name goes on.
//!
//! [`Words`](nosecrets_detectors::context::Words) parts a name that has been read; here the
//! name still stands in a text.

use wide::u8x16;

use super::{digits, letters};

/// Whether a text begins with another, whatever their case.
pub(super) fn begins_with(text: &[u8], start: &[u8]) -> bool {
    text.get(..start.len()).is_some_and(|text| text.eq_ignore_ascii_case(start))
}

/// The farthest that two words of one name are apart, in bytes: a path may be parted in
/// lines.
const MAX_GAP: usize = 64;

/// What comes after a word of a name.
#[derive(Clone, Copy)]
pub(super) enum Next {
    /// So many bytes on a word that begins with this small letter or digit.
    Word(usize, u8),
    /// Something that does not tell: `a::<T>::b` and `use a::{b, c}` are names too, and a
    /// letter may be not of ASCII.
    Anything,
    Nothing,
}

impl Next {
    #[inline]
    pub(super) fn of(text: &[u8]) -> Next {
        let near = &text[..text.len().min(MAX_GAP)];
        let Some(gap) = gap(near) else {
            return if may_hide_word(near) { Next::Anything } else { Next::Nothing };
        };
        if may_hide_word(&near[..gap]) { Next::Anything } else { Next::Word(gap, near[gap].to_ascii_lowercase()) }
    }

    #[inline]
    pub(super) fn may_be(self, initial: u8) -> bool {
        match self {
            Next::Word(_, known) => known == initial,
            Next::Anything => true,
            Next::Nothing => false,
        }
    }
}

/// Length of what stands before the first letter or digit.
#[inline]
fn gap(text: &[u8]) -> Option<usize> {
    let is_alnum = |byte: &u8| byte.is_ascii_alphanumeric();
    match text.first_chunk() {
        // Sixteen at a time, as a search byte by byte takes longer for an indented line.
        Some(first) => {
            let bytes = u8x16::new(*first);
            match (letters(bytes) | digits(bytes)).move_mask() {
                0 => text[16..].iter().position(is_alnum).map(|at| 16 + at),
                found => Some(found.trailing_zeros() as usize),
            }
        }
        None => text.iter().position(is_alnum),
    }
}

/// Whether what stands between two words may be more than it seems.
#[inline]
fn may_hide_word(between: &[u8]) -> bool {
    match *between {
        [] => false,
        [byte] => !byte.is_ascii(),
        [first, second] => !(first | second).is_ascii(),
        _ => !between.is_ascii() || between.windows(3).any(|part| part == b"::<" || part == b"::{"),
    }
}

/// Whether a name of which a word has ended may go on with these words, which underscores
/// end; the last may be longer if none does.
pub(super) fn goes_on(text: &[u8], words: &[u8]) -> bool {
    let Some(&initial) = words.first() else { return true };
    match Next::of(text) {
        Next::Word(gap, known) => known == initial && begin_with_words(&text[gap..], words),
        next => next.may_be(initial),
    }
}

fn begin_with_words(text: &[u8], words: &[u8]) -> bool {
    let end = words.iter().position(|&byte| byte == b'_');
    begins_with(text, &words[..end.unwrap_or(words.len())])
        && end.is_none_or(|end| ends_word(text, end) && goes_on(&text[end..], &words[end + 1..]))
}

/// Longer words are no words of a name.
const MAX_LEN: usize = 1 << 10;

/// Length of the word at the start of a text, in bytes, as far as it matters.
pub(super) fn word_len(text: &[u8]) -> u32 {
    let longest = text.len().min(MAX_LEN);
    (1..longest).find(|&len| ends_word(text, len)).unwrap_or(longest) as u32
}

/// Whether a word may end before `at`, as [`Words`](nosecrets_detectors::context::Words) parts a
/// name; a letter that is not of ASCII is taken for no letter.
fn ends_word(text: &[u8], at: usize) -> bool {
    let Some(next) = text.get(at) else { return true };
    if !next.is_ascii_alphanumeric() {
        return true;
    }
    let last = text[at - 1];
    let is_followed = || text.get(at + 1).is_some_and(goes_on_small);
    next.is_ascii_uppercase() && (last.is_ascii_lowercase() || (last.is_ascii_alphanumeric() && is_followed()))
}

/// Whether a byte after a capital may be that of a small letter.
pub(super) fn goes_on_small(byte: &u8) -> bool {
    byte.is_ascii_lowercase() || !byte.is_ascii()
}
