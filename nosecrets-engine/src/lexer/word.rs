//! Words: identifiers, keywords and numbers, which a prefix must not end and a
//! suffix is.

use super::comment::space_len;

/// Whether a word may start after `before`: not inside a word, nor after the
/// `r#` or `k#` of a raw identifier or forced keyword. That is no such prefix,
/// in turn, unless a word may start there.
pub(super) fn may_start_word(mut before: &[u8]) -> bool {
    let mut may = true;
    while let [rest @ .., b'r' | b'k', b'#'] = before {
        may = !may;
        before = rest;
    }
    may != in_word(before)
}

/// Whether `before` ends within an identifier or number. Outside ASCII the only
/// characters that code may hold are those of identifiers and white space.
fn in_word(before: &[u8]) -> bool {
    let Some(&last) = before.last() else {
        return false;
    };
    let ends_in_space = || (2..=3).any(|len| before.len() >= len && space_len(&before[before.len() - len..]) == len);
    is_word_byte(last) && (last.is_ascii() || !ends_in_space())
}

/// Whether a byte can be part of an identifier; any byte outside ASCII can.
#[inline]
pub(crate) const fn is_word_byte(byte: u8) -> bool {
    WORD[byte as usize]
}

static WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0;
    while at < table.len() {
        let byte = at as u8;
        table[at] = byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii();
        at += 1;
    }
    table
};

/// Skips the rest of a word: a literal's suffix, a lifetime's name.
#[inline]
pub(super) fn skip_word(source: &[u8], mut at: usize) -> usize {
    while source.get(at).is_some_and(|&byte| is_word_byte(byte)) && space_len(&source[at..]) == 0 {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_starts_where_none_goes_on() {
        for (before, starts) in [
            ("", true),
            ("(", true),
            ("a", false),
            ("1", false),
            ("é", false),
            ("\u{2028}", true),
            ("r#", false),
            ("r#r#", true),
            ("xr#", true),
            ("##", true),
        ] {
            assert_eq!(may_start_word(before.as_bytes()), starts, "{before}");
        }
    }

    #[test]
    fn a_word_ends_at_space_of_any_kind() {
        assert_eq!(skip_word("aé1\u{85}b".as_bytes(), 0), 4);
        assert_eq!(skip_word(b"a", 1), 1);
    }
}
