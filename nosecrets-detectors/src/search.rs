//! Finds the places in a value that have the shape of a token.
//!
//! Tokens are in chunks: runs of bytes without spaces, quotes or brackets. Words are shorter than
//! any token, so most of a text is skipped in leaps. In a chunk that is long enough, structured
//! detectors are found by their anchors, and all others by their shapes. Only those few shapes are
//! tried that a [segment] of this length and these bytes may have.

use crate::catalogue::{Anchor, Catalogue, Hidden, Indices, Outline, Pairs, Place, Section, Shape};
use crate::context::Words;
use crate::detector::Tier;
use crate::judge::{resolve, Match, Names};
use crate::matcher::{follows_escape, goes_on, match_at};
use crate::outside;
use crate::program::{ByteSet, Op, CHUNK, TOKEN, WORD};
use crate::segment;

/// Runs of token bytes of this length or more are data, not tokens: images, fonts, certificates.
/// Only anchors are searched for in them.
const MAX_RUN: usize = 2048;

/// A token that fits a detector's pattern, before it is judged.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// The detectors that it fits.
    pub detectors: Members,
    /// Offset of the token's first byte in the value.
    pub start: usize,
    /// Byte after its last.
    pub end: usize,
}

/// Indices of a candidate's detectors.
#[derive(Debug, Clone, Copy)]
pub enum Members {
    /// A single detector, whose anchor was found.
    One(u16),
    /// All detectors that share a shape.
    Many(Indices),
}

impl Members {
    /// The indices.
    pub fn iter(self) -> impl Iterator<Item = u16> {
        let (one, many) = match self {
            Members::One(index) => (Some(index), Indices::NONE),
            Members::Many(indices) => (None, indices),
        };
        one.into_iter().chain(many.iter())
    }
}

/// The applicable detectors: those whose context may be present.
#[derive(Debug, Clone, Copy)]
pub struct Alive<'a> {
    /// One flag for each detector; `None` if all apply.
    detectors: Option<&'a [bool]>,
    shapes: &'a Tried,
    /// Tests whether a text ends with a key. Set if a value can only be named by the text before
    /// it.
    has_key: Option<fn(&[u8]) -> bool>,
}

impl<'a> Alive<'a> {
    /// The detectors whose flag is set, and their shapes.
    #[must_use]
    pub const fn some(detectors: &'a [bool], shapes: &'a Tried) -> Alive<'a> {
        Alive { detectors: Some(detectors), shapes, has_key: None }
    }

    /// For text without external context: `has_key(prefix)` tells whether `prefix` ends in a key.
    #[must_use]
    pub const fn named_by(self, has_key: Option<fn(&[u8]) -> bool>) -> Alive<'a> {
        Alive { has_key, ..self }
    }

    #[inline]
    fn has_detector(self, index: u16) -> bool {
        self.detectors.map_or(true, |detectors| detectors[usize::from(index)])
    }
}

/// A shape, with its first operations.
#[derive(Debug, Clone, Copy)]
struct Trial {
    shape: Shape,
    first: Op,
    /// The first operation of the second branch, if the shape begins with a split.
    other: Option<Op>,
    min_len: usize,
}

impl Trial {
    fn new(shape: Shape) -> Trial {
        let program = &shape.program;
        let (first, other) = match program.op(0) {
            (Op::Split(other), next) => (program.op(next).0, Some(program.op(other).0)),
            (op, _) => (op, None),
        };
        Trial { shape, first, other, min_len: program.min_len as usize }
    }

    /// Whether the shape may match, judged by two bytes. Most runs are words, which end too soon.
    #[inline]
    fn may_begin(&self, value: &[u8], start: usize) -> bool {
        may_begin(&self.first, value, start) || self.other.is_some_and(|other| may_begin(&other, value, start))
    }

    /// The bytes that a match may begin with.
    fn opens(&self) -> ByteSet {
        let of = |op: &Op| match op {
            Op::Repeat { set, min, .. } if *min > 0 => set.bytes(),
            Op::Literal(text) => ByteSet::of(&text[..1]),
            _ => ByteSet::ALL,
        };
        of(&self.first).union(self.other.as_ref().map_or(ByteSet::EMPTY, of))
    }
}

#[inline]
fn may_begin(op: &Op, value: &[u8], start: usize) -> bool {
    match op {
        Op::Repeat { set, min, .. } if *min > 0 => {
            set.contains(value[start]) && value.get(start + min - 1).is_some_and(|&byte| set.contains(byte))
        }
        Op::Literal(text) => value[start] == text[0],
        _ => true,
    }
}

/// A set of shapes to try.
#[derive(Debug, Clone)]
pub struct Tried {
    /// The plain shapes, sorted by the length of their shortest token.
    plain: Vec<Outline>,
    /// The mixed shapes, sorted by the length of their shortest token.
    mixed: Vec<Outline>,
    /// The loose shapes of graphic bytes, sorted by the length of their shortest token.
    graphic: Vec<Trial>,
    /// The loose shapes that include spaces, sorted by the length of their shortest token.
    spaced: Vec<Trial>,
    /// Length of the shortest token of the plain and mixed shapes, in bytes.
    shortest: usize,
    /// Length of the shortest token of the loose shapes, in bytes.
    shortest_loose: usize,
    /// Bytes that loose shapes may begin with.
    opens_loose: ByteSet,
    /// Whether all loose shapes need the name of the value.
    is_loose_named: bool,
}

impl Tried {
    /// The shapes with these indices, which must be sorted.
    #[must_use]
    pub fn new(catalogue: &Catalogue, shapes: &[u16]) -> Tried {
        let numbers = catalogue.numbers();
        let mut tried = Tried {
            plain: Vec::new(),
            mixed: Vec::new(),
            graphic: Vec::new(),
            spaced: Vec::new(),
            shortest: usize::MAX,
            shortest_loose: usize::MAX,
            opens_loose: ByteSet::EMPTY,
            is_loose_named: true,
        };
        for &shape in shapes {
            if u32::from(shape) >= numbers.plain + numbers.mixed {
                tried.add_loose(Trial::new(catalogue.shape(shape.into())));
                continue;
            }
            let outline = catalogue.outline(shape);
            tried.shortest = tried.shortest.min(outline.min_len.into());
            if u32::from(shape) >= numbers.plain {
                tried.mixed.push(outline);
            } else {
                tried.plain.push(outline);
            }
        }
        tried
    }

    fn add_loose(&mut self, trial: Trial) {
        self.shortest_loose = self.shortest_loose.min(trial.min_len);
        self.opens_loose = self.opens_loose.union(trial.opens());
        self.is_loose_named &= trial.shape.is_named;
        if trial.shape.is_spaced {
            self.spaced.push(trial);
        } else {
            self.graphic.push(trial);
        }
    }
}

impl Catalogue {
    /// The credentials in `value`, sorted by position.
    #[must_use]
    pub fn find(&'static self, value: &[u8], names: Names<'_>, surroundings: &[u8]) -> Vec<Match> {
        let mut matches = Vec::new();
        let alive = if names.all.is_empty() { self.free() } else { self.all() };
        self.candidates(value, alive, &mut |Candidate { detectors, start, end }| {
            for detector in detectors.iter().map(|index| self.detector(index)) {
                if let Some(verdict) = detector.judge(&value[start..end], names, surroundings) {
                    matches.push(Match { detector, start, end, verdict });
                }
            }
        });
        resolve(&mut matches);
        matches
    }

    /// The credential that spans all of `value`, if it begins with an anchor and needs no name.
    #[must_use]
    #[inline]
    pub fn whole(&'static self, value: &[u8]) -> Option<Match> {
        let [first, second, ..] = *value else { return None };
        let prefixes = Pairs::new(self, Section::PrefixPairs, Section::Prefixes);
        let outside = Pairs::new(self, Section::OutsidePairs, Section::Outside);
        let anchors = [prefixes, outside].into_iter().filter(|anchors| anchors.has(first, second));
        let anchors = anchors.flat_map(|anchors| anchors.anchors(first, second, usize::MAX));
        let begins = |anchor: &Anchor| anchor.min_offset == 0 && value.starts_with(anchor.bytes);
        let is_whole = |anchor: &Anchor| match_at(&self.program_of(anchor.detector), value, 0) == Some(value.len());
        let words = Words::new();
        let matched = |anchor: Anchor| {
            let detector = self.detector(anchor.detector);
            let verdict = detector.judge(value, Names::all(&words), value)?;
            Some(Match { detector, start: 0, end: value.len(), verdict })
        };
        let mut matches = anchors.filter(begins).filter(is_whole).filter_map(matched).collect();
        resolve(&mut matches);
        matches.into_iter().next()
    }

    /// All detectors.
    pub fn all(&self) -> Alive<'_> {
        Alive { detectors: None, shapes: self.every_shape(), has_key: None }
    }

    /// The detectors that may apply where there are no names. Others that have an anchor are tried
    /// too, which is harmless.
    fn free(&self) -> Alive<'_> {
        Alive { detectors: None, shapes: self.free_shapes(), has_key: None }
    }

    /// Calls `visit` with every candidate in `value`.
    pub fn candidates(&self, value: &[u8], alive: Alive<'_>, visit: &mut dyn FnMut(Candidate)) {
        if value.len() < self.numbers().min_len as usize {
            return;
        }
        let search = Search { catalogue: self, value, alive };
        search.outside(visit);
        let prefixes = Pairs::new(self, Section::PrefixPairs, Section::Prefixes);
        let inner = Pairs::new(self, Section::InnerPairs, Section::Inner);
        chunks(value, self.numbers().min_chunk as usize, |from, to| {
            search.prefixes(prefixes, from, to, visit);
            if to - from >= self.numbers().min_inner as usize {
                search.anchored(inner, from, to, visit);
            }
            search.shapes(from, to, visit);
        });
        search.loose(visit);
    }

    /// [`Catalogue::candidates`] for a value whose anchors have been found already: `known` yields
    /// the position and number of each anchor that has a [`probe`](Catalogue::probe).
    #[inline]
    pub fn candidates_at(
        &self,
        value: &[u8],
        alive: Alive<'_>,
        known: &mut dyn Iterator<Item = (usize, u16)>,
        visit: &mut dyn FnMut(Candidate),
    ) {
        if value.len() < self.numbers().min_len as usize {
            return;
        }
        let search = Search { catalogue: self, value, alive };
        for (at, number) in known {
            search.known(at, number, visit);
        }
        let hidden = self.hidden();
        chunks(value, hidden.shortest.min(alive.shapes.shortest), |from, to| {
            if to - from >= hidden.shortest {
                search.hidden(hidden, from, to, visit);
            }
            search.shapes(from, to, visit);
        });
        search.loose(visit);
    }

    /// Whether a credential may begin in `tail` and continue after it: `tail` contains a prefix,
    /// and what follows the prefix fits so far.
    #[must_use]
    #[inline]
    pub fn opens(&self, tail: &[u8]) -> bool {
        let prefixes = Pairs::new(self, Section::PrefixPairs, Section::Prefixes);
        let fits = |anchor: &Anchor, at: usize| {
            anchor.bytes.len() >= least_opening(self.tier_of(anchor.detector))
                && tail[at..].starts_with(anchor.bytes)
                && goes_on(&self.program_of(anchor.detector), tail, at)
        };
        (0..tail.len().saturating_sub(2)).any(|at| {
            let (first, second) = (tail[at], tail[at + 1]);
            prefixes.has(first, second)
                && self.may_open(&tail[at..])
                && begins_word(tail, at)
                && prefixes.anchors(first, second, usize::MAX).any(|anchor| fits(&anchor, at))
        })
    }
}

/// For each byte, whether it is in [`CHUNK`].
pub static IS_CHUNK: [bool; 256] = CHUNK.table();
static IS_TOKEN: [bool; 256] = TOKEN.table();
static IS_WORD: [bool; 256] = WORD.table();
static IS_OPENER: [bool; 256] = OPENERS.table();
static IS_JOINT: [bool; 256] = TOKEN.without(JOINED).table();

/// Length of the shortest prefix that reveals the beginning of a credential of this tier, in bytes.
fn least_opening(tier: Tier) -> usize {
    match tier {
        Tier::Structured => 3,
        // Texts end with `key` for other reasons too.
        Tier::Contextual => 4,
        // An address is not secret, and many begin with `https://`.
        Tier::Component => usize::MAX,
    }
}

/// Calls `visit` with every run of at least `least` [`CHUNK`] bytes.
///
/// A run of that length includes the last byte of the window of `least` bytes at its start. So
/// windows are tested from the end, and a gap skips all bytes before it.
fn chunks(value: &[u8], least: usize, mut visit: impl FnMut(usize, usize)) {
    let least = least.max(1);
    let mut from = 0;
    while let Some(window) = value.get(from..from + least) {
        if let Some(gap) = window.iter().rposition(|&byte| !IS_CHUNK[usize::from(byte)]) {
            from += gap + 1;
            continue;
        }
        let rest = &value[from + least..];
        let more = rest.iter().position(|&byte| !IS_CHUNK[usize::from(byte)]).unwrap_or(rest.len());
        let to = from + least + more;
        visit(from, to);
        from = to + 1;
    }
}

/// A search in one value.
struct Search<'a> {
    catalogue: &'a Catalogue,
    value: &'a [u8],
    alive: Alive<'a>,
}

impl Search<'_> {
    /// Candidates with an anchor that was found at `at`.
    #[inline]
    fn known(&self, at: usize, number: u16, visit: &mut dyn FnMut(Candidate)) {
        let (place, anchor) = self.catalogue.anchor(number);
        self.anchor(place, &anchor, at, visit);
    }

    /// Candidates with an anchor, if it is at `at`.
    #[inline]
    fn anchor(&self, place: Place, anchor: &Anchor, at: usize, visit: &mut dyn FnMut(Candidate)) {
        if !self.fits(anchor, at) {
            return;
        }
        if place != Place::Start {
            self.around(anchor, at, visit);
        } else if begins_word(self.value, at) {
            self.try_at(anchor, at, visit);
        }
    }

    /// Candidates that begin with a prefix: at the start of a word, or at a byte that is not part
    /// of a word.
    fn prefixes(&self, prefixes: Pairs, from: usize, to: usize, visit: &mut dyn FnMut(Candidate)) {
        let mut escaped = escape_end(self.value, from);
        let mut in_word = false;
        for (at, &byte) in (from..).zip(&self.value[from..to - 1]) {
            let is_word = IS_WORD[usize::from(byte)];
            if !(is_word && in_word) || at == escaped {
                self.prefix(prefixes, at, to, visit);
            }
            if byte == b'%' {
                escaped = escape_end(self.value, at + 1);
            }
            in_word = is_word;
        }
    }

    #[inline]
    fn prefix(&self, prefixes: Pairs, at: usize, to: usize, visit: &mut dyn FnMut(Candidate)) {
        let (first, second) = (self.value[at], self.value[at + 1]);
        if !prefixes.has(first, second) || !self.catalogue.may_open(&self.value[at..]) {
            return;
        }
        for anchor in prefixes.anchors(first, second, to - at) {
            if self.fits(&anchor, at) {
                self.try_at(&anchor, at, visit);
            }
        }
    }

    /// Candidates with an anchor that has no probe.
    #[inline]
    fn hidden(&self, hidden: &Hidden, from: usize, to: usize, visit: &mut dyn FnMut(Candidate)) {
        for (at, pair) in (from..).zip(self.value[from..to].windows(2)) {
            if hidden.has(pair[0], pair[1]) {
                for (place, anchor) in hidden.anchors(pair[0], pair[1]) {
                    self.anchor(*place, anchor, at, visit);
                }
            }
        }
    }

    /// Candidates whose anchor may be outside the searched chunks: JSON with spaces, for example.
    fn outside(&self, visit: &mut dyn FnMut(Candidate)) {
        let anchors = Pairs::new(self.catalogue, Section::OutsidePairs, Section::Outside);
        let samples = self.catalogue.section(Section::OutsideSamples);
        outside::ranges(self.value, &samples[1..], samples[0].into(), &mut |range| {
            self.anchored(anchors, range.start, self.value.len().min(range.end + 1), visit);
        });
    }

    /// Candidates with one of these anchors, at any offset.
    fn anchored(&self, anchors: Pairs, from: usize, to: usize, visit: &mut dyn FnMut(Candidate)) {
        for (at, pair) in (from..).zip(self.value[from..to].windows(2)) {
            let (first, second) = (pair[0], pair[1]);
            if !anchors.has(first, second) {
                continue;
            }
            for anchor in anchors.anchors(first, second, usize::MAX) {
                if self.fits(&anchor, at) {
                    self.around(&anchor, at, visit);
                }
            }
        }
    }

    /// Whether `anchor` is at `at`, and its detector applies.
    #[inline]
    fn fits(&self, anchor: &Anchor, at: usize) -> bool {
        self.alive.has_detector(anchor.detector) && self.value[at..].starts_with(anchor.bytes)
    }

    /// Tries every start that an anchor at `at` allows.
    fn around(&self, anchor: &Anchor, at: usize, visit: &mut dyn FnMut(Candidate)) {
        let Some(last) = at.checked_sub(anchor.min_offset.into()) else { return };
        let first = at.saturating_sub(anchor.max_offset.into());
        let program = self.catalogue.program_of(anchor.detector);
        let matched = |start: usize| Some((start, match_at(&program, self.value, start)?));
        if let Some((start, end)) = (first..=last).find_map(matched) {
            visit(Candidate { detectors: Members::One(anchor.detector), start, end });
        }
    }

    fn try_at(&self, anchor: &Anchor, start: usize, visit: &mut dyn FnMut(Candidate)) {
        if let Some(end) = match_at(&self.catalogue.program_of(anchor.detector), self.value, start) {
            visit(Candidate { detectors: Members::One(anchor.detector), start, end });
        }
    }

    /// Candidates without an anchor, in the runs of [`TOKEN`] bytes of a chunk.
    fn shapes(&self, from: usize, to: usize, visit: &mut dyn FnMut(Candidate)) {
        let shortest = self.alive.shapes.shortest;
        let mut at = from;
        while to - at >= shortest {
            let run = run_length(&IS_TOKEN, &self.value[at..to]);
            if (shortest..MAX_RUN).contains(&run) && is_random_like(&self.value[at..at + run]) {
                self.in_run(at, at + run, visit);
            }
            at = to.min(at + run + 1);
        }
    }

    /// Tries the shapes at every position of a run of token bytes where a token may begin.
    fn in_run(&self, from: usize, to: usize, visit: &mut dyn FnMut(Candidate)) {
        let mut start = from;
        while start < to {
            self.at_start(start, to, visit);
            let joint = self.value[start..to].iter().position(|&byte| IS_JOINT[usize::from(byte)]);
            start = joint.map_or(to, |joint| start + joint + 1);
        }
        let escaped = escape_end(self.value, from);
        if escaped > from && escaped < to {
            self.at_start(escaped, to, visit);
        }
    }

    /// Tries the shapes that fit the segment at `start` and what follows it in the run.
    fn at_start(&self, start: usize, to: usize, visit: &mut dyn FnMut(Candidate)) {
        let (len, classes) = segment::at_start(&self.value[start..to]);
        let Tried { plain, mixed, .. } = self.alive.shapes;
        for (shapes, longest) in [(plain, len), (mixed, to - start)] {
            for shape in shapes {
                // They are sorted by length: once one is too long, so are the rest.
                if usize::from(shape.min_len) > longest {
                    break;
                }
                if shape.takes(len, classes) {
                    self.try_fully(&self.catalogue.shape(shape.number.into()), start, visit);
                }
            }
        }
    }

    fn try_fully(&self, shape: &Shape, start: usize, visit: &mut dyn FnMut(Candidate)) {
        if let Some(end) = match_at(&shape.program, self.value, start) {
            visit(Candidate { detectors: Members::Many(shape.detectors), start, end });
        }
    }

    /// Tries the loose shapes at one position.
    #[inline]
    fn loose_at(&self, start: usize, visit: &mut dyn FnMut(Candidate)) {
        let rest = &self.value[start..];
        let has_name = || self.alive.has_key.map_or(true, |has_key| has_key(&self.value[..start]));
        let mut is_named = None;
        if self.alive.shapes.is_loose_named && !*is_named.get_or_insert_with(has_name) {
            return;
        }
        let mut attempt = |trial: &Trial| {
            if trial.may_begin(self.value, start) && (!trial.shape.is_named || *is_named.get_or_insert_with(has_name)) {
                self.try_fully(&trial.shape, start, visit);
            }
        };
        let mut graphic = 0;
        for trial in &self.alive.shapes.graphic {
            // Most words are shorter than most tokens. Once a shape is too long, so are the rest.
            let Some(more) = rest.get(graphic..trial.min_len) else { break };
            if !more.iter().all(u8::is_ascii_graphic) {
                break;
            }
            graphic = trial.min_len;
            attempt(trial);
        }
        self.alive.shapes.spaced.iter().take_while(|trial| trial.min_len <= rest.len()).for_each(attempt);
    }

    /// Tries the shapes that include spaces, where a value begins. Trying them at every word of a
    /// text would cost too much.
    fn loose(&self, visit: &mut dyn FnMut(Candidate)) {
        let Tried { shortest_loose, opens_loose, .. } = self.alive.shapes;
        let Some(last) = self.value.len().checked_sub(*shortest_loose) else { return };
        let mut at = |start: usize| {
            if opens_loose.contains(self.value[start]) {
                self.loose_at(start, visit);
            }
        };
        at(0);
        let before = &self.value[..last];
        let mut from = 0;
        while let Some(found) = find_opener(&before[from..]) {
            from += found + 1;
            at(from);
            // A space may separate the separator from the value.
            if matches!(self.value[from - 1], b':' | b'=') && before.get(from) == Some(&b' ') {
                at(from + 1);
            }
        }
    }
}

/// The position of the first opener in a text.
fn find_opener(text: &[u8]) -> Option<usize> {
    /// Number of bytes per step, which is faster than one by one.
    const STRIDE: usize = 8;
    let mut from = 0;
    while let Some(part) = text.get(from..from + STRIDE) {
        let mut found = false;
        for &byte in part {
            found |= IS_OPENER[usize::from(byte)];
        }
        if found {
            break;
        }
        from += STRIDE;
    }
    text[from..].iter().position(|&byte| IS_OPENER[usize::from(byte)]).map(|at| from + at)
}

/// Whether a token that begins with an anchor may begin here: at the start of a word, at a byte
/// that is not part of a word, or after an escape.
#[inline]
fn begins_word(value: &[u8], at: usize) -> bool {
    let is_word = |at: usize| IS_WORD[usize::from(value[at])];
    at == 0 || !is_word(at) || !is_word(at - 1) || follows_escape(&value[..at])
}

/// The first position in the word at `from` where a token may begin: after the rest of an escape
/// (`\n`, `%3D`), otherwise `from`.
fn escape_end(value: &[u8], from: usize) -> usize {
    let escape = from.checked_sub(1).map_or(0, |before| match (value[before], &value[from..]) {
        (b'\\', [b'n' | b'r' | b't' | b'0', ..]) => 1,
        (b'%', [high, low, ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => 2,
        _ => 0,
    });
    from + escape
}

/// Token bytes after which a token without an anchor cannot begin.
const JOINED: ByteSet = segment::SEGMENT.with_range(b'.', b'.');

/// Bytes after which a value begins.
const OPENERS: ByteSet = ByteSet::of(b"\"'(=>:`\n");

/// Whether a run of token bytes could contain a random token. Words and identifiers have neither a
/// digit nor an upper-case letter after a lower-case one.
fn is_random_like(run: &[u8]) -> bool {
    run.iter().any(u8::is_ascii_digit)
        || run.windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
}

/// Length of the run of members at the start of `value`. Every byte of every file passes through
/// here, so membership is a table.
#[inline]
fn run_length(is_member: &[bool; 256], value: &[u8]) -> usize {
    value.iter().position(|&byte| !is_member[usize::from(byte)]).unwrap_or(value.len())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::BUILTIN;

    /// Values of what tokens are made of and what stands between them, each time others.
    fn values(count: usize) -> impl Iterator<Item = Vec<u8>> {
        const ALPHABETS: [&[u8]; 4] = [
            b"0123456789abcdef",
            b"0123456789abcdefghijklmnopqrstuvwxyz",
            b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
            b"0123456789ABCDEFabcdefghijklmnopqrstuvwxyz_-",
        ];
        const JOINTS: [&str; 12] = ["-", "_", "/", ".", "+", "=", "==", "~", " ", "\"", "\\n", "%3D"];
        const LENGTHS: [usize; 16] = [3, 4, 5, 6, 8, 8, 12, 16, 20, 24, 32, 32, 36, 40, 43, 64];
        let mut state = 1_u64;
        let mut next = move |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        (0..count).map(move |_| {
            let mut value = Vec::new();
            for _ in 0..=next(6) {
                let alphabet = ALPHABETS[next(ALPHABETS.len())];
                (0..LENGTHS[next(LENGTHS.len())]).for_each(|_| value.push(alphabet[next(alphabet.len())]));
                value.extend(JOINTS[next(JOINTS.len())].bytes());
            }
            value
        })
    }

    #[test]
    fn no_shape_is_passed_over_that_fits_in_a_run() {
        let shapes: Vec<Shape> = BUILTIN.shapes().take(BUILTIN.loose_shapes().start).collect();
        let first_member = |members: Members| members.iter().next();
        let mut fitting = 0;
        for value in values(2_000) {
            let mut found = BTreeSet::new();
            BUILTIN.candidates(&value, BUILTIN.all(), &mut |Candidate { detectors, start, end }| {
                found.insert((first_member(detectors), start, end));
            });
            let mut from = 0;
            while from < value.len() {
                let run = run_length(&IS_TOKEN, &value[from..]);
                if run >= BUILTIN.numbers().min_chunk as usize && is_random_like(&value[from..from + run]) {
                    for (start, shape) in
                        (from..from + run).flat_map(|start| shapes.iter().map(move |shape| (start, shape)))
                    {
                        if let Some(end) = match_at(&shape.program, &value, start) {
                            let known = (first_member(Members::Many(shape.detectors)), start, end);
                            assert!(found.contains(&known), "{known:?} in {}", value.escape_ascii());
                            fitting += 1;
                        }
                    }
                }
                from += run + 1;
            }
        }
        assert!(fitting > 10_000, "{fitting}");
    }
}
