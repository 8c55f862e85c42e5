//! Finds tokens and words by their place. Tokens are in order and do not overlap.

use std::ops::Range;

use super::{Token, is_word_byte};

/// Returns the indices of the tokens that begin in a range.
pub(crate) fn indices_in(tokens: &[Token], range: &Range<usize>) -> Range<usize> {
    let from = tokens.partition_point(|token| token.start < range.start);
    from..tokens.partition_point(|token| token.start < range.end)
}

/// Returns the token that holds a byte; none for a byte of code.
pub(crate) fn token_at(tokens: &[Token], at: usize) -> Option<&Token> {
    let after = tokens.partition_point(|token| token.start <= at);
    after.checked_sub(1).map(|before| &tokens[before]).filter(|token| at < token.end)
}

/// Whether no word goes on from before a place.
pub(crate) fn begins_word(source: &[u8], at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| !is_word_byte(source[before]))
}

/// Whether a range is a word and no part of a longer one.
pub(crate) fn is_whole_word(source: &[u8], range: &Range<usize>) -> bool {
    begins_word(source, range.start) && source.get(range.end).is_none_or(|&byte| !is_word_byte(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_found_by_the_bytes_that_they_hold() {
        let source = b"a \"b\" /* c */d 'e'";
        let mut tokens = Vec::new();
        crate::lexer::lex(source, |token| tokens.push(token));
        let starts = |at| token_at(&tokens, at).map(|token| token.start);
        assert_eq!([0, 2, 4, 5, 6, 12, 13].map(starts), [None, Some(2), Some(2), None, Some(6), Some(6), None]);
        assert_eq!(indices_in(&tokens, &(2..6)), 0..1);
        assert_eq!(indices_in(&tokens, &(3..source.len())), 1..3);
    }

    #[test]
    fn a_whole_word_has_no_word_byte_beside_it() {
        for (range, is_whole) in [(0..2, true), (0..1, false), (4..6, false), (9..11, true)] {
            assert_eq!(is_whole_word(b"ab _cd- (ef", &range), is_whole, "{range:?}");
        }
    }
}
