//! What a regex finds in code by what stands around a literal.
//!
//! `acme_key = "(\w+)"` is found in no value: the name and the quotes are code. So the text
//! of a Rust file is searched as well, and what is found in a literal belongs to its value.

use nosecrets_detectors::search::Candidate;

use super::regexes::Place;
use crate::detectors::Detectors;
use crate::lexer::{Kind, Token};

/// Places in the literals of a file, in order.
#[derive(Debug, Default)]
pub(crate) struct Around(Vec<Place>);

impl Around {
    /// What regexes find in the text of a file.
    pub(crate) fn of(detectors: Detectors, source: &[u8]) -> Around {
        let mut places = Vec::new();
        detectors.regexes().find(source, &|_| true, &mut |place| places.push(place));
        places.sort_unstable_by_key(|place| (place.range.start, place.range.end, place.detector));
        Around(places)
    }

    /// Those in a literal, as places in its value.
    ///
    /// A value with escapes is not what the text spells: its places are those of the value.
    pub(crate) fn within(&self, token: &Token) -> Vec<Candidate> {
        if token.escaped || token.kind == Kind::Array || token.kind.is_comment() {
            return Vec::new();
        }
        let first = self.0.partition_point(|place| place.range.start < token.inner.start);
        let inside = self.0[first..].iter().take_while(|place| place.range.start < token.inner.end);
        let whole = inside.filter(|place| place.range.end <= token.inner.end);
        whole.map(|place| place.candidate(token.inner.start)).collect()
    }

    /// Adds the literals that hold one to some of the file's.
    pub(crate) fn keep(&self, tokens: &[Token], kept: &mut Vec<Token>) {
        if self.0.is_empty() {
            return;
        }
        kept.extend(tokens.iter().filter(|token| !self.within(token).is_empty()).cloned());
        kept.sort_by_key(|token| token.start);
        kept.dedup_by_key(|token| token.start);
    }
}
