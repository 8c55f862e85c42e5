//! Many detectors, indexed so that a value is read once.

use crate::context::Words;
use crate::detector::{Detector, Tier};
use crate::entropy;
use crate::matcher::{fixed_len, match_at};
use crate::placeholder;
use crate::program::{ByteSet, Op, Program, TOKEN, WORD};
use crate::validator::Verdict;

/// Detectors and their index, made by the codegen.
#[derive(Debug)]
pub struct Catalogue {
    /// All detectors, sorted by id.
    pub detectors: &'static [Detector],
    /// Fixed parts of structured detectors, sorted by their first two bytes.
    pub anchors: &'static [Anchor],
    /// Bit `256 * a + b` is set if an anchor begins with the bytes `a` and `b`.
    pub bigrams: &'static [u64; 1024],
    /// Number of set bits before each word of `bigrams`.
    pub ranks: &'static [u16; 1024],
    /// For each set bit the first of its anchors, and then their number.
    pub buckets: &'static [u16],
    /// Shapes without a fixed part that are one repeat of [`WORD`] bytes: for
    /// each length of a word those that fit it.
    pub word_shapes: &'static [&'static [Shape]],
    /// All other shapes without a fixed part that are made of [`TOKEN`] bytes
    /// only, sorted by the length of their shortest token.
    pub shapes: &'static [Shape],
    /// Length of the shortest token of a shape, in bytes.
    pub min_shape_len: u32,
    /// Shapes without a fixed part that take other bytes in, such as spaces.
    pub loose_shapes: &'static [Shape],
    /// Length of the shortest token of any detector, in bytes.
    pub min_len: u32,
}

/// A fixed part that every token of a detector has.
#[derive(Debug, Clone, Copy)]
pub struct Anchor {
    /// The part; at least two bytes.
    pub bytes: &'static [u8],
    /// Least number of bytes of the token before it.
    pub min_offset: u16,
    /// Largest number of bytes of the token before it.
    pub max_offset: u16,
    /// Index of the detector.
    pub detector: u16,
}

/// A shape without a fixed part, which contextual detectors share.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// The shape.
    pub program: Program,
    /// Indices of the detectors that have it.
    pub detectors: &'static [u16],
}

/// Runs of token bytes from this length on are data, not tokens: images, fonts,
/// certificates. Only what has a fixed part is looked for in them.
const MAX_RUN: usize = 2048;

/// A token that a detector's shape fits, before anything else is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'c> {
    /// Indices of the detectors that have the shape.
    pub detectors: &'c [u16],
    /// First byte of the token in the value.
    pub start: usize,
    /// Byte after its last.
    pub end: usize,
}

/// A token that is a credential of some kind.
#[derive(Debug, Clone, Copy)]
pub struct Match {
    /// The kind.
    pub detector: &'static Detector,
    /// First byte of the token in the value.
    pub start: usize,
    /// Byte after its last.
    pub end: usize,
    /// What its checksum says.
    pub verdict: Verdict,
}

impl Catalogue {
    /// The detectors of a candidate.
    pub fn detectors_of<'c>(&self, candidate: &Candidate<'c>) -> impl Iterator<Item = &'static Detector> + 'c {
        let detectors = self.detectors;
        candidate.detectors.iter().map(move |&index| &detectors[usize::from(index)])
    }

    /// Whether `tail` holds a fixed part that credentials begin with, so that
    /// the rest of one may follow.
    #[must_use]
    pub fn opens(&self, tail: &[u8]) -> bool {
        (0..tail.len().saturating_sub(2)).any(|at| {
            self.anchors_of(tail[at], tail[at + 1])
                .iter()
                .any(|anchor| anchor.bytes.len() >= 3 && anchor.min_offset == 0 && tail[at..].starts_with(anchor.bytes))
        })
    }

    /// The credentials in `value`, in order of place.
    #[must_use]
    pub fn find(&'static self, value: &[u8], names: Names<'_>, surroundings: &[u8]) -> Vec<Match> {
        let mut matches = Vec::new();
        self.candidates(value, &mut |candidate| {
            let token = &value[candidate.start..candidate.end];
            for detector in self.detectors_of(&candidate) {
                if let Some(verdict) = detector.judge(token, names, surroundings) {
                    let Candidate { start, end, .. } = candidate;
                    matches.push(Match { detector, start, end, verdict });
                }
            }
        });
        resolve(&mut matches);
        matches
    }

    /// Calls `visit` with every place in `value` that has the shape of a token.
    ///
    /// Structured detectors are found by their anchors, all others by trying
    /// their shapes where a run of token bytes begins.
    pub fn candidates<'c>(&'c self, value: &[u8], visit: &mut dyn FnMut(Candidate<'c>)) {
        if value.len() >= self.min_len as usize {
            self.anchored(value, visit);
            self.shaped(value, visit);
        }
    }

    /// The candidates that a fixed part gives away.
    pub fn anchored<'c>(&'c self, value: &[u8], visit: &mut dyn FnMut(Candidate<'c>)) {
        for (at, pair) in value.windows(2).enumerate() {
            for anchor in self.anchors_of(pair[0], pair[1]) {
                if starts_with(&value[at..], anchor.bytes) {
                    self.around(value, at, anchor, visit);
                }
            }
        }
    }

    /// The anchors that begin with two bytes.
    #[inline]
    fn anchors_of(&self, first: u8, second: u8) -> &'static [Anchor] {
        let key = usize::from(first) << 8 | usize::from(second);
        let word = self.bigrams[key >> 6];
        let bit = 1 << (key & 63);
        if word & bit == 0 {
            return &[];
        }
        let bucket = usize::from(self.ranks[key >> 6]) + (word & (bit - 1)).count_ones() as usize;
        &self.anchors[usize::from(self.buckets[bucket])..usize::from(self.buckets[bucket + 1])]
    }

    /// Tries every start that an anchor at `at` allows.
    fn around<'c>(&'c self, value: &[u8], at: usize, anchor: &'c Anchor, visit: &mut dyn FnMut(Candidate<'c>)) {
        let detector = &self.detectors[usize::from(anchor.detector)];
        let Some(last) = at.checked_sub(anchor.min_offset.into()) else { return };
        for start in at.saturating_sub(anchor.max_offset.into())..=last {
            if let Some(end) = match_at(&detector.program, value, start) {
                visit(Candidate { detectors: std::slice::from_ref(&anchor.detector), start, end });
                return;
            }
        }
    }

    /// The candidates that have nothing but a shape.
    pub fn shaped<'c>(&'c self, value: &[u8], visit: &mut dyn FnMut(Candidate<'c>)) {
        let shortest = self.min_shape_len as usize;
        let mut at = 0;
        while value.len() - at >= shortest {
            let run = token_run(&value[at..]);
            if (shortest..MAX_RUN).contains(&run) && is_random_like(&value[at..at + run]) {
                self.in_run(value, at, at + run, visit);
            }
            at += run + 1;
            if at >= value.len() {
                break;
            }
        }
        loose(self.loose_shapes, value, visit);
    }

    /// Tries all shapes at the boundaries within one run of token bytes.
    fn in_run<'c>(&'c self, value: &[u8], from: usize, to: usize, visit: &mut dyn FnMut(Candidate<'c>)) {
        let mut start = from;
        while start < to {
            let word = run_length(&WORD, &value[start..to]);
            self.at_boundary(value, start, to, word, visit);
            start += word + 1;
        }
    }

    /// Tries all shapes where a word of `word` bytes begins.
    fn at_boundary<'c>(
        &'c self,
        value: &[u8],
        start: usize,
        to: usize,
        word: usize,
        visit: &mut dyn FnMut(Candidate<'c>),
    ) {
        let mut attempt = |shape: &'c Shape| {
            if let Some(end) = match_at(&shape.program, value, start) {
                visit(Candidate { detectors: shape.detectors, start, end });
            }
        };
        if let Some(fitting) = self.word_shapes.get(word) {
            fitting.iter().for_each(&mut attempt);
        }
        // Sorted by length: after the first that is too long all are.
        let long_enough = self.shapes.iter().take_while(|shape| shape.program.min_len as usize <= to - start);
        long_enough.filter(|shape| may_begin(&shape.program, value, start)).for_each(attempt);
    }
}

/// Words of names that hold a digest: what looks like a key there is none.
const DIGESTS: &[&str] = &[
    "sha",
    "sha1",
    "sha256",
    "sha512",
    "md5",
    "hash",
    "digest",
    "checksum",
    "commit",
    "revision",
    "rev",
    "etag",
    "crc",
    "integrity",
    "fingerprint",
    "thumbprint",
    "uuid",
    "guid",
    "signature",
    "public",
    "pubkey",
];

/// The names around a value, for detectors that ask for them.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// All of them.
    pub all: &'a Words,
    /// The few nearest, which say what the value is.
    pub near: &'a Words,
    /// The nearest, which names the value itself.
    pub own: &'a Words,
}

impl<'a> Names<'a> {
    /// The same words for all.
    #[must_use]
    pub fn all(words: &'a Words) -> Names<'a> {
        Names { all: words, near: words, own: words }
    }
}

impl Detector {
    /// What is known of a token that has the detector's shape: `None` if it is
    /// no credential.
    ///
    /// `surroundings` is the text that it stands in, for checksums that cover
    /// more than the token.
    #[must_use]
    pub fn judge(&self, token: &[u8], names: Names<'_>, surroundings: &[u8]) -> Option<Verdict> {
        if !self.fits(names) || !self.is_plausible(token) {
            return None;
        }
        match self.validator.check_in(token, surroundings) {
            Verdict::Invalid => None,
            verdict => Some(verdict),
        }
    }

    /// Whether a token of the detector's shape may be one: it is no dummy, and
    /// random enough.
    #[must_use]
    pub fn is_plausible(&self, token: &[u8]) -> bool {
        if self.min_entropy == 0 {
            return true;
        }
        let body = &token[fixed_len(&self.program, token)..];
        entropy::is_at_least(body, self.min_entropy)
            && !placeholder::is_dummy(body, self.classes)
            && !placeholder::is_digest(token, self.classes)
    }

    /// Whether the names around a value are those that the detector asks for.
    #[must_use]
    pub fn fits(&self, names: Names<'_>) -> bool {
        if self.context.is_empty() {
            return true;
        }
        names.all.contains_any(self.context)
            && names.near.contains_any(self.kind)
            && !(self.tier == Tier::Contextual && DIGESTS.iter().any(|word| names.own.contains_word(word)))
    }
}

impl Match {
    /// Rank among matches that overlap: the most specific wins, then the
    /// longest.
    #[must_use]
    pub fn rank(&self) -> (bool, bool, u16, usize) {
        let structured = self.detector.tier == Tier::Structured;
        (self.verdict == Verdict::Valid, structured, self.detector.specificity, self.end - self.start)
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(&self, other: &Match) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Keeps of matches that overlap only the one that ranks highest; the result
/// is in order of place.
pub fn resolve(matches: &mut Vec<Match>) {
    matches.sort_by_key(|found| found.start);
    let mut resolved = Vec::with_capacity(matches.len());
    let mut rest = &matches[..];
    while !rest.is_empty() {
        let (cluster, later) = rest.split_at(cluster_len(rest));
        resolve_cluster(cluster, &mut resolved);
        rest = later;
    }
    *matches = resolved;
}

/// Number of matches at the start of `sorted` that hang together by overlaps.
fn cluster_len(sorted: &[Match]) -> usize {
    let mut end = sorted[0].end;
    let apart = sorted.iter().position(|found| {
        let is_apart = found.start >= end;
        end = end.max(found.end);
        is_apart
    });
    apart.unwrap_or(sorted.len())
}

fn resolve_cluster(cluster: &[Match], resolved: &mut Vec<Match>) {
    let mut ranked = cluster.to_vec();
    ranked.sort_by(|a, b| b.rank().cmp(&a.rank()).then(a.detector.id.cmp(b.detector.id)));
    let first = resolved.len();
    for candidate in ranked {
        if !resolved[first..].iter().any(|better| better.overlaps(&candidate)) {
            resolved.push(candidate);
        }
    }
    resolved[first..].sort_by_key(|found| found.start);
}

/// Whether a look at two bytes leaves it open that a shape matches: most runs
/// are words, which end too soon.
#[inline]
fn may_begin(program: &Program, value: &[u8], start: usize) -> bool {
    match program.ops[0] {
        Op::Repeat { set, min, .. } if min > 0 => {
            set.contains(value[start]) && set.contains(value[start + min as usize - 1])
        }
        _ => true,
    }
}

/// Tries the shapes that take spaces in, where a value begins: trying them at
/// every word of a text would cost too much.
fn loose<'c>(shapes: &'c [Shape], value: &[u8], visit: &mut dyn FnMut(Candidate<'c>)) {
    let shortest = shapes.iter().map(|shape| shape.program.min_len as usize).min().unwrap_or(usize::MAX);
    let Some(last) = value.len().checked_sub(shortest) else { return };
    for start in (0..=last).filter(|&start| begins_value(value, start)) {
        for shape in shapes.iter().filter(|shape| shape.program.min_len as usize <= value.len() - start) {
            if let Some(end) = match_at(&shape.program, value, start) {
                visit(Candidate { detectors: shape.detectors, start, end });
            }
        }
    }
}

/// Whether a value may begin here: after a quote or separator, perhaps with a
/// blank between.
fn begins_value(value: &[u8], start: usize) -> bool {
    match &value[..start] {
        [] => true,
        [.., before, b' '] => matches!(before, b':' | b'='),
        [.., before] => OPENERS.contains(*before),
    }
}

/// Bytes after which a value begins.
const OPENERS: ByteSet = ByteSet::EMPTY
    .with_range(b'"', b'"')
    .with_range(b'\'', b'(')
    .with_range(b'=', b'>')
    .with_range(b':', b':')
    .with_range(b'`', b'`')
    .with_range(b'\n', b'\n');

/// Whether a run of token bytes could hold a random token: words and
/// identifiers have neither a digit nor a capital after a small letter.
fn is_random_like(run: &[u8]) -> bool {
    run.iter().any(u8::is_ascii_digit)
        || run.windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
}

/// `slice::starts_with` calls `memcmp`, which costs more than the few bytes of
/// an anchor are worth; the first two are known to be equal.
#[inline]
fn starts_with(value: &[u8], anchor: &[u8]) -> bool {
    value.len() >= anchor.len() && anchor[2..].iter().zip(&value[2..]).all(|(a, b)| a == b)
}

/// Length of the run of [`TOKEN`] bytes at the start of `value`: every byte of
/// every file goes through here, so it is looked up in a table of bytes.
fn token_run(value: &[u8]) -> usize {
    static IS_TOKEN: [bool; 256] = {
        let mut table = [false; 256];
        let mut byte = 0;
        while byte < 256 {
            table[byte] = TOKEN.contains(byte as u8);
            byte += 1;
        }
        table
    };
    value.iter().position(|&byte| !IS_TOKEN[usize::from(byte)]).unwrap_or(value.len())
}

fn run_length(set: &ByteSet, value: &[u8]) -> usize {
    value.iter().position(|&byte| !set.contains(byte)).unwrap_or(value.len())
}
