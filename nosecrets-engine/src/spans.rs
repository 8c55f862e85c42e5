//! Ranges of bytes, of which is asked whether another one overlaps them.
//!
//! A file may hold hundreds of thousands of detections; to compare each with all
//! others takes hours then.

use std::collections::BTreeMap;
use std::ops::Range;

/// Ranges, those that overlap joined: starts and ends.
#[derive(Debug, Default)]
pub(crate) struct Spans(BTreeMap<usize, usize>);

impl Spans {
    /// Adds a range; an empty one is none.
    pub(crate) fn insert(&mut self, range: &Range<usize>) {
        let Range { mut start, mut end } = *range;
        if start >= end {
            return;
        }
        while let Some((known, known_end)) = self.last_before(end).filter(|(_, known_end)| *known_end > start) {
            self.0.remove(&known);
            (start, end) = (start.min(known), end.max(known_end));
        }
        self.0.insert(start, end);
    }

    /// Whether one of the ranges has a byte of `range`.
    pub(crate) fn overlap(&self, range: &Range<usize>) -> bool {
        range.start < range.end && self.last_before(range.end).is_some_and(|(_, end)| end > range.start)
    }

    /// The ranges, in order and apart.
    pub(crate) fn into_vec(self) -> Vec<Range<usize>> {
        self.0.into_iter().map(|(start, end)| start..end).collect()
    }

    /// The last range that begins before `at`: of those the one that ends last.
    fn last_before(&self, at: usize) -> Option<(usize, usize)> {
        self.0.range(..at).next_back().map(|(&start, &end)| (start, end))
    }
}

impl<'r> FromIterator<&'r Range<usize>> for Spans {
    fn from_iter<I: IntoIterator<Item = &'r Range<usize>>>(ranges: I) -> Spans {
        let mut spans = Spans::default();
        ranges.into_iter().for_each(|range| spans.insert(range));
        spans
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_that_overlap_are_joined() {
        let spans: Spans = [5..8, 1..3, 2..4, 8..9, 4..4, 6..7].iter().collect();
        assert_eq!(spans.into_vec(), [1..4, 5..8, 8..9]);
    }

    #[test]
    fn a_range_overlaps_where_it_shares_a_byte() {
        let spans: Spans = [1..20, 30..31].iter().collect();
        for (range, overlaps) in
            [(0..1, false), (0..2, true), (10..11, true), (20..30, false), (30..40, true), (3..3, false)]
        {
            assert_eq!(spans.overlap(&range), overlaps, "{range:?}");
        }
    }
}
