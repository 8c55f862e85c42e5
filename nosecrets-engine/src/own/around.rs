//! Matches of regexes that include the code around a literal.
//!
//! `acme_key = "(\w+)"` is found in no value: the name and the quotes are code. So the text
//! of a Rust file is searched as well, and what is found in a literal belongs to its value.

use nosecrets_detectors::search::Candidate;

use super::regexes::RegexMatch;
use crate::detectors::Detectors;
use crate::lexer::{Kind, Token};

/// The matches in a file, in order.
#[derive(Debug, Default)]
pub(crate) struct Around(Vec<RegexMatch>);

impl Around {
    /// Finds the matches in the text of a file.
    pub(crate) fn of(detectors: Detectors, source: &[u8]) -> Around {
        let mut places = Vec::new();
        detectors.regexes().find(source, &|_| true, &mut |place| places.push(place));
        places.sort_unstable_by_key(|place| (place.range.start, place.range.end, place.detector));
        Around(places)
    }

    /// Returns the matches in a literal as candidates in its value.
    ///
    /// A literal with escapes has none: offsets in its text are not offsets in its value.
    pub(crate) fn within(&self, token: &Token) -> Vec<Candidate> {
        if token.escaped || token.kind == Kind::Array || token.kind.is_comment() {
            return Vec::new();
        }
        let first = self.0.partition_point(|place| place.range.start < token.inner.start);
        let inside = self.0[first..].iter().take_while(|place| place.range.start < token.inner.end);
        let whole = inside.filter(|place| place.range.end <= token.inner.end);
        whole.map(|place| place.candidate(token.inner.start)).collect()
    }

    /// Adds the literals that hold a match to `kept`.
    pub(crate) fn keep(&self, tokens: &[Token], kept: &mut Vec<Token>) {
        if self.0.is_empty() {
            return;
        }
        kept.extend(tokens.iter().filter(|token| !self.within(token).is_empty()).cloned());
        kept.sort_by_key(|token| token.start);
        kept.dedup_by_key(|token| token.start);
    }
}
