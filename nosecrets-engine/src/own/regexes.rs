//! Regexes of users' detectors, and where they find something.
//!
//! A pattern becomes a program that is tried only where a fixed part of it stands; a regex
//! is run over everything, so it costs time in every file. One set of all of them tells for
//! most texts that there is nothing. The crate `regex` takes time linear in the text for one
//! search, but a search for all matches may begin anew at every byte: so a text is searched
//! in steps, in each of which a match can reach only so far.

use std::ops::Range;

use nosecrets_detectors::Catalogue;
use nosecrets_detectors::search::{Candidate, Members};
use nosecrets_detectors::spec::regex::{self as syntax, MAX_MATCH, NEST_LIMIT};
use nosecrets_detectors::spec::schema::Detector;
use regex::bytes::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use super::remark::Remark;

/// The most regexes that a file may have.
const MAX_REGEXES: usize = 512;

/// The most memory that one compiled regex may take, and as much for its cache, in bytes.
const MAX_SIZE: usize = 1 << 20;

/// The most memory that the set of all regexes of a file may take, in bytes.
const MAX_SET: usize = 32 << 20;

/// The number of bytes at which a match may begin in one step.
const STEP: usize = 8 << 10;

/// The shortest fixed prefix by which a fragment of a credential is known, in bytes.
const MIN_OPENING: usize = 3;

/// The regexes of the detectors of a catalogue.
#[derive(Debug, Default)]
pub(crate) struct Regexes {
    /// All regexes as one set; `None` without any.
    set: Option<RegexSet>,
    /// In the order of the set.
    each: Vec<CompiledRegex>,
}

/// The regex of one detector.
#[derive(Debug)]
struct CompiledRegex {
    detector: u16,
    id: String,
    regex: Regex,
    /// The group that holds the credential, 0 for the whole match, or the first that takes
    /// part in it.
    group: Option<usize>,
    /// What every credential begins with.
    prefix: Vec<u8>,
}

/// What a regex has found: the text of its group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RegexMatch {
    pub(crate) detector: u16,
    pub(crate) range: Range<usize>,
}

impl RegexMatch {
    /// Returns the match as a candidate in a value that begins at `from`.
    pub(crate) fn candidate(&self, from: usize) -> Candidate {
        let Range { start, end } = self.range;
        Candidate { detectors: Members::One(self.detector), start: start - from, end: end - from }
    }
}

impl Regexes {
    /// No regexes.
    pub(crate) const NONE: &'static Regexes = &Regexes { set: None, each: Vec::new() };

    /// Compiles the regexes of the detectors that a catalogue is made of.
    ///
    /// # Errors
    /// A remark for every regex that cannot be compiled, or one if there are too many.
    pub(crate) fn new(catalogue: &'static Catalogue, sources: &[Detector]) -> Result<Regexes, Vec<Remark>> {
        let (mut each, mut wrong) = (Vec::new(), Vec::new());
        let mut last = None;
        for (at, source) in sources.iter().enumerate().filter(|(_, source)| source.regex.is_some()) {
            match CompiledRegex::new(catalogue, source) {
                Ok(finder) => each.extend(finder),
                Err((key, text)) => wrong.push(Remark { detector: at, key, text }),
            }
            last = Some(at);
        }
        let Some(detector) = last.filter(|_| wrong.is_empty()) else {
            return if wrong.is_empty() { Ok(Regexes::default()) } else { Err(wrong) };
        };
        let too_much = |text: String| vec![Remark { detector, key: "regex", text }];
        if each.len() > MAX_REGEXES {
            return Err(too_much(format!("there are more than {MAX_REGEXES} regexes: remove some")));
        }
        let texts = each.iter().map(|finder| finder.regex.as_str());
        let set = RegexSetBuilder::new(texts).unicode(false).nest_limit(NEST_LIMIT).size_limit(MAX_SET).build();
        let size = MAX_SET >> 20;
        let set =
            set.map_err(|_| too_much(format!("compiled, the regexes are larger than {size} MiB: remove some")))?;
        Ok(Regexes { set: Some(set), each })
    }

    /// Calls `visit` with every match in a text whose detector may fit.
    pub(crate) fn find(&self, text: &[u8], may_fit: &dyn Fn(u16) -> bool, visit: &mut dyn FnMut(RegexMatch)) {
        let Some(set) = self.set.as_ref().filter(|set| set.is_match(text)) else { return };
        for finder in set.matches(text).iter().map(|number| &self.each[number]) {
            if may_fit(finder.detector) {
                finder.find(text, &mut |range| visit(RegexMatch { detector: finder.detector, range }));
            }
        }
    }

    /// Whether a detector has a regex that finds nothing in a fragment of a value, because it
    /// matches code around the credential that is in other fragments.
    pub(crate) fn miss(&self, detector: &nosecrets_detectors::Detector, piece: &[u8]) -> bool {
        self.each.iter().filter(|finder| finder.id == detector.id).any(|finder| {
            let mut is_missed = true;
            finder.find(piece, &mut |_| is_missed = false);
            is_missed
        })
    }

    /// Whether a credential may begin in `word` and continue after it.
    pub(crate) fn opens(&self, word: &[u8]) -> bool {
        let is_known = |finder: &&CompiledRegex| finder.prefix.len() >= MIN_OPENING;
        self.each.iter().filter(is_known).any(|finder| memchr::memmem::find(word, &finder.prefix).is_some())
    }
}

impl CompiledRegex {
    /// Compiles the regex of a detector; `None` if the detector has none.
    fn new(catalogue: &'static Catalogue, source: &Detector) -> Result<Option<CompiledRegex>, (&'static str, String)> {
        let known = catalogue.detectors().binary_search_by(|detector| detector.id.cmp(&source.id));
        let (Some(written), Ok(detector)) = (&source.regex, known) else { return Ok(None) };
        let group = syntax::group(written).map_err(|fault| (fault.key, fault.text))?;
        let built = RegexBuilder::new(&written.text)
            .unicode(false)
            .nest_limit(NEST_LIMIT)
            .size_limit(MAX_SIZE)
            .dfa_size_limit(MAX_SIZE)
            .build();
        let regex = built.map_err(|error| ("regex", format!("the regex cannot be used: {}", refusal(&error))))?;
        let prefix = syntax::beginning(written);
        Ok(Some(CompiledRegex { detector: detector as u16, id: source.id.clone(), regex, group, prefix }))
    }

    /// Calls `visit` with the text of the group in each match.
    fn find(&self, text: &[u8], visit: &mut dyn FnMut(Range<usize>)) {
        let mut from = 0;
        let mut cut = None;
        while from < text.len() {
            from = self.step(text, from, &mut cut, visit);
        }
    }

    /// Calls `visit` for the matches that begin in one step. Returns where the next step begins.
    ///
    /// `cut` is the end of the last match that was too long to report: a match that begins there
    /// is the rest of it.
    fn step(&self, text: &[u8], from: usize, cut: &mut Option<usize>, visit: &mut dyn FnMut(Range<usize>)) -> usize {
        let next = text.len().min(from + STEP);
        let reach = &text[..text.len().min(next + MAX_MATCH + 1)];
        let mut at = from;
        while at < next {
            let Some(found) = self.regex.find_at(reach, at).filter(|found| found.start() < next) else {
                return next;
            };
            let is_rest = *cut == Some(found.start());
            if found.len() > MAX_MATCH {
                *cut = Some(found.end());
            } else if !is_rest {
                self.secret(reach, &found.range()).into_iter().for_each(&mut *visit);
            }
            // No match is empty.
            at = found.end().max(at + 1);
        }
        at
    }

    /// Returns the text of the group in a match.
    fn secret(&self, text: &[u8], found: &Range<usize>) -> Option<Range<usize>> {
        if self.group == Some(0) {
            return Some(found.clone());
        }
        let captures = self.regex.captures_at(text, found.start)?;
        let group = match self.group {
            Some(number) => captures.get(number),
            None => captures.iter().skip(1).flatten().find(|group| !group.is_empty()),
        };
        group.map(|group| group.range()).filter(|range| !range.is_empty())
    }
}

/// Says why the crate `regex` refuses a regex whose syntax is valid.
fn refusal(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(size) => {
            format!("compiled, it is larger than {} MiB: ask for fewer repeats", size >> 20)
        }
        error => error.to_string().lines().last().unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finder(text: &str, group: impl Into<Option<usize>>) -> CompiledRegex {
        let regex = RegexBuilder::new(text).unicode(false).build().unwrap();
        CompiledRegex { detector: 0, id: String::new(), regex, group: group.into(), prefix: Vec::new() }
    }

    /// Start and end of each place.
    fn places(finder: &CompiledRegex, text: &str) -> Vec<(usize, usize)> {
        let mut places = Vec::new();
        finder.find(text.as_bytes(), &mut |range| places.push((range.start, range.end)));
        places
    }

    #[test]
    fn the_group_is_found_in_every_match() {
        assert_eq!(places(&finder("k=([a-z]+)", 1), "k=ab k= k=c"), [(2, 4), (10, 11)]);
        assert_eq!(places(&finder("k=([a-z]+)", 0), "k=ab k= k=c"), [(0, 4), (8, 11)]);
        assert_eq!(places(&finder("k(?:=(a)|b)", 1), "kb k=a"), [(5, 6)]);
        assert_eq!(places(&finder("k(?:=(a)|:(b))", None), "k=a k:b k"), [(2, 3), (6, 7)]);
    }

    #[test]
    fn a_step_hides_nothing_and_shows_nothing_twice() {
        let finder = finder(r"\bx{9}\b", 0);
        for before in STEP - 12..STEP + 12 {
            let text = format!("{} xxxxxxxxx {}", "-".repeat(before), "-".repeat(2 * STEP));
            assert_eq!(places(&finder, &text), [(before + 1, before + 10)], "{before}");
        }
        let many = "xxxxxxxxx ".repeat(5000);
        assert_eq!(places(&finder, &many).len(), 5000);
    }

    #[test]
    fn what_is_too_long_is_found_neither_whole_nor_in_part() {
        for len in [MAX_MATCH + 1, STEP, STEP + MAX_MATCH + 1, STEP + MAX_MATCH + 7, 5 * STEP, 5 * STEP + 99] {
            assert!(places(&finder("x+", 0), &"x".repeat(len)).is_empty(), "{len}");
            let text = format!("{} xx", "x".repeat(len));
            assert_eq!(places(&finder("x+", 0), &text), [(len + 1, len + 3)], "{len}");
        }
        assert_eq!(places(&finder("x+", 0), &"x".repeat(MAX_MATCH)), [(0, MAX_MATCH)]);
    }
}
