//! Where some names stand in a source, as whole words.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind};

use crate::lexer::is_whole_word;

/// A search for names, each with what belongs to it.
pub(super) struct Occurrences<'s, T> {
    source: &'s [u8],
    /// What belongs to each name.
    of_name: Vec<Vec<T>>,
    searcher: AhoCorasick,
}

impl<'s, T: Copy> Occurrences<'s, T> {
    /// A search for the names at some places of the source; none if there is no name.
    pub(super) fn of(source: &'s [u8], named: Vec<(Range<usize>, T)>) -> Option<Occurrences<'s, T>> {
        let mut names: BTreeMap<&[u8], Vec<T>> = BTreeMap::new();
        for (name, of) in named {
            names.entry(&source[name]).or_default().push(of);
        }
        if names.is_empty() {
            return None;
        }
        // The longest name is the only one that may be a whole word.
        let mut builder = AhoCorasick::builder();
        builder.match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::ContiguousNFA));
        let searcher = builder.build(names.keys()).ok()?;
        Some(Occurrences { source, of_name: names.into_values().collect(), searcher })
    }

    /// The names in a range, in order; a name comes as often as something belongs to it.
    pub(super) fn within(&self, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, T)> {
        let range = range.start.min(range.end)..range.end;
        let hits = self.searcher.find_iter(Input::new(self.source).range(range));
        let named = hits.map(|hit| (hit.range(), hit.pattern().as_usize()));
        let whole = named.filter(|(found, _)| is_whole_word(self.source, found));
        whole.flat_map(|(found, name)| self.of_name[name].iter().map(move |of| (found.clone(), *of)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_as_whole_words() {
        let source = b"AB ABC A XAB AB_ (AB)ABC";
        let occurrences = Occurrences::of(source, vec![(0..2, 'x'), (3..6, 'y'), (0..2, 'z')]).unwrap();
        let found: Vec<(usize, char)> = occurrences.within(0..source.len()).map(|(at, of)| (at.start, of)).collect();
        assert_eq!(found, [(0, 'x'), (0, 'z'), (3, 'y'), (18, 'x'), (18, 'z'), (21, 'y')]);
        assert_eq!(occurrences.within(1..5).count(), 0);
    }

    #[test]
    fn without_names_there_is_nothing_to_find() {
        assert!(Occurrences::of(b"AB", Vec::<(Range<usize>, ())>::new()).is_none());
    }
}
