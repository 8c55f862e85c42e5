//! Tests a user's detectors on their examples.

use std::ops::Range;

use nosecrets_detectors::context::Words;
use nosecrets_detectors::judge::{self, Names};
use nosecrets_detectors::spec::guard::Finder;
use nosecrets_detectors::{Detector, Match};

use super::Own;

impl Finder for &'static Own {
    fn find(&self, example: &[u8], words: &Words) -> Vec<Match> {
        let mut matches = Finder::find(&self.catalogue(), example, words);
        self.regexes().find(example, &|_| true, &mut |place| {
            let detector = self.catalogue().detector(place.detector);
            let Range { start, end } = place.range;
            let verdict = detector.judge(&example[start..end], Names::all(words), example);
            matches.extend(verdict.map(|verdict| Match { detector, start, end, verdict }));
        });
        judge::resolve(&mut matches);
        matches
    }

    fn shape(&self, detector: &Detector, example: &[u8]) -> Option<Range<usize>> {
        if self.source(detector.id).is_none_or(|source| source.regex.is_none()) {
            return Finder::shape(&self.catalogue(), detector, example);
        }
        let mut first = None;
        let is_it = |index| self.catalogue().detector(index).id == detector.id;
        self.regexes().find(example, &is_it, &mut |place| first = first.take().or(Some(place.range)));
        first
    }
}
