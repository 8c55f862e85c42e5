//! Many detectors, in a table that is read where it lies.
//!
//! A proc macro is built without optimisation and starts anew in every rustc
//! process, so the table is neither Rust source, which rustc would have to
//! compile, nor text that would have to be parsed: it is one run of bytes, and
//! texts beside it. What a search needs is read in place; detectors become
//! values when one is asked for.

use std::sync::OnceLock;

use crate::check::Validator;
use crate::context::WordList;
use crate::detector::{Confidence, Detector, Severity, Tier};
use crate::program::{read_u16, read_u32, Program, Set};
use crate::search::Tried;

/// The parts of a table, in their order in its header.
#[derive(Debug, Clone, Copy)]
pub enum Section {
    /// Code of all programs.
    Code,
    /// Sets of bytes, [`SET_SIZE`](crate::program::SET_SIZE) each.
    Sets,
    /// Programs: code `u32`, head and tail `u16`, least and greatest length `u32`.
    Programs,
    /// Detectors, sorted by id: six texts as `u32` and `u16` (id, provider, title,
    /// variable, context, kind), program and specificity `u16`, and a byte each for
    /// tier, severity, confidence, public prefix, validator, classes, entropy.
    Detectors,
    /// Bytes of all anchors.
    AnchorBytes,
    /// Anchors that tokens begin with, sorted; see [`Anchor`].
    Prefixes,
    /// For two bytes the prefixes that begin with them; see `Pairs`.
    PrefixPairs,
    /// Anchors inside of tokens, sorted.
    Inner,
    /// The same for those.
    InnerPairs,
    /// Shapes without a fixed part: program, first member, members, length of the shortest
    /// token and of the longest [segment](crate::segment) that one can begin with (at
    /// most 65,535), `u16` each; a byte each for the classes that such a segment may have,
    /// those that it must have, and whether one detector asks for no context, all for a
    /// name, and tokens may hold bytes that are not graphic.
    Shapes,
    /// Detectors that share a shape, `u16` each.
    Members,
    /// The fields of [`Numbers`], `u32` each.
    Numbers,
    /// Anchors that no chunk of [`MIN_CHUNK`] bytes need hold, sorted.
    Outside,
    /// A bit for each [`triple`] of bytes that a prefix may begin with.
    PrefixTriples,
    /// For two bytes the anchors of `Outside` that begin with them.
    OutsidePairs,
    /// How far from its start a sample of an outside anchor is, `u8`, and then the
    /// [`keys`](crate::outside::keys) of each sample.
    OutsideSamples,
}

/// Number of sections.
pub const SECTIONS: usize = 16;

/// The shortest chunk that is looked at, in bytes: most words of a text are
/// shorter.
pub const MIN_CHUNK: u32 = 8;

/// Bytes of a record.
pub mod size {
    /// Of a program.
    pub const PROGRAM: usize = 16;
    /// Of a detector.
    pub const DETECTOR: usize = 47;
    /// Of an anchor.
    pub const ANCHOR: usize = 14;
    /// Of a shape.
    pub const SHAPE: usize = 15;
}

/// Where in the record of a detector its tier is, and after it other bytes.
const TIER: usize = 40;

/// What holds for the table as a whole.
#[derive(Debug, Clone, Copy)]
pub struct Numbers {
    /// Length of the shortest token of any detector, in bytes.
    pub min_len: u32,
    /// Length of the shortest chunk in which a token may begin, in bytes.
    pub min_chunk: u32,
    /// Length of the shortest chunk in which an inner anchor may stand.
    pub min_inner: u32,
    /// Shapes of which tokens are one [segment](crate::segment).
    pub plain: u32,
    /// All other shapes made of bytes of tokens, after those.
    pub mixed: u32,
    /// Shapes that take other bytes in, such as spaces, after those.
    pub loose: u32,
}

/// Detectors and their index, made by the codegen.
#[derive(Debug)]
pub struct Catalogue {
    sections: [&'static [u8]; SECTIONS],
    text: &'static str,
    numbers: Numbers,
    detectors: OnceLock<Box<[Detector]>>,
    every_shape: OnceLock<Tried>,
    free_shapes: OnceLock<Tried>,
    hidden: OnceLock<Hidden>,
}

/// A fixed part that every token of a detector has.
#[derive(Debug, Clone, Copy)]
pub struct Anchor {
    /// The part; at least two bytes.
    pub bytes: &'static [u8],
    /// Least number of [`CHUNK`](crate::program::CHUNK) bytes in a row that
    /// begin with it.
    pub need: u16,
    /// Least number of bytes of the token before it.
    pub min_offset: u16,
    /// Largest number of bytes of the token before it.
    pub max_offset: u16,
    /// Index of the detector.
    pub detector: u16,
}

/// Where in a token an anchor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The token begins with it.
    Start,
    /// Further in, and as a whole in a chunk of [`MIN_CHUNK`] bytes or more.
    Inside,
    /// In no chunk that is long enough to be looked at.
    Anywhere,
}

/// A shape without a fixed part, which contextual detectors share.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// The shape.
    pub program: Program,
    /// Indices of the detectors that have it.
    pub detectors: Indices,
    /// Whether one of them asks for no context.
    pub is_free: bool,
    /// Whether each of them asks for the name of the value.
    pub is_named: bool,
    /// Whether tokens may hold bytes that are not graphic, such as blanks.
    pub is_spaced: bool,
}

/// What is known of the tokens of a shape before it is tried.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outline {
    /// Number of the shape.
    pub number: u16,
    /// Length of the shortest token, in bytes.
    pub min_len: u16,
    /// Length of the longest [segment](crate::segment) that a token can begin with.
    pub max_segment: u16,
    /// Classes of bytes that such a segment may have.
    pub classes: u8,
    /// Classes that it must have.
    pub needed: u8,
}

impl Outline {
    /// Whether a segment of that length, with bytes of these classes, may begin a token.
    #[inline]
    pub(crate) fn takes(&self, len: usize, classes: u8) -> bool {
        len <= usize::from(self.max_segment) && classes & !self.classes == 0 && self.needed & !classes == 0
    }
}

/// Indices in a table.
#[derive(Debug, Clone, Copy)]
pub struct Indices(&'static [u8]);

impl Indices {
    pub(crate) const NONE: Indices = Indices(&[]);

    /// The indices.
    #[inline]
    pub fn iter(self) -> impl ExactSizeIterator<Item = u16> {
        self.0.chunks_exact(2).map(|number| read_u16(number, 0))
    }
}

impl Catalogue {
    /// The catalogue of a table and its texts, as
    /// [`spec::table`](crate::spec::table) writes them.
    ///
    /// # Panics
    /// If the table is cut short.
    #[must_use]
    pub const fn new(table: &'static [u8], text: &'static str) -> Catalogue {
        let mut sections: [&'static [u8]; SECTIONS] = [&[]; SECTIONS];
        let mut at = 0;
        while at < SECTIONS {
            let (from, len) = (read_u32(table, at * 8) as usize, read_u32(table, at * 8 + 4) as usize);
            sections[at] = table.split_at(from).1.split_at(len).0;
            at += 1;
        }
        let numbers = sections[Section::Numbers as usize];
        let numbers = Numbers {
            min_len: read_u32(numbers, 0),
            min_chunk: read_u32(numbers, 4),
            min_inner: read_u32(numbers, 8),
            plain: read_u32(numbers, 12),
            mixed: read_u32(numbers, 16),
            loose: read_u32(numbers, 20),
        };
        Catalogue {
            sections,
            text,
            numbers,
            detectors: OnceLock::new(),
            every_shape: OnceLock::new(),
            free_shapes: OnceLock::new(),
            hidden: OnceLock::new(),
        }
    }

    pub(crate) const fn section(&self, section: Section) -> &'static [u8] {
        self.sections[section as usize]
    }

    /// What holds for the table as a whole.
    #[must_use]
    pub const fn numbers(&self) -> &Numbers {
        &self.numbers
    }

    /// All detectors, sorted by id; they become values when one is first asked for.
    pub fn detectors(&self) -> &[Detector] {
        let read = |record| self.read(record);
        let records = || self.section(Section::Detectors).chunks_exact(size::DETECTOR);
        self.detectors.get_or_init(|| records().map(read).collect())
    }

    /// The tier of each, of which none has to become a value.
    #[inline]
    pub fn tiers(&self) -> impl Iterator<Item = Tier> + '_ {
        let records = self.section(Section::Detectors).chunks_exact(size::DETECTOR);
        records.map(|record| Tier::ALL[usize::from(record[TIER])])
    }

    /// The tier of a detector.
    #[inline]
    pub(crate) fn tier_of(&self, detector: u16) -> Tier {
        Tier::ALL[usize::from(self.section(Section::Detectors)[usize::from(detector) * size::DETECTOR + TIER])]
    }

    /// The detector of an index.
    pub fn detector(&self, index: u16) -> &Detector {
        &self.detectors()[usize::from(index)]
    }

    /// The detector of an id.
    #[inline]
    pub fn by_id(&self, id: &str) -> Option<&Detector> {
        let detectors = self.detectors();
        detectors.binary_search_by(|detector| detector.id.cmp(id)).ok().map(|at| &detectors[at])
    }

    /// The pattern of a detector.
    #[inline]
    #[must_use]
    pub fn program_of(&self, detector: u16) -> Program {
        self.program(read_u16(self.section(Section::Detectors), usize::from(detector) * size::DETECTOR + 36))
    }

    /// Number of all anchors, which are numbered from zero on.
    #[inline]
    #[must_use]
    pub fn anchor_count(&self) -> usize {
        ANCHORS.iter().map(|(section, _)| self.section(*section).len() / size::ANCHOR).sum()
    }

    /// The anchor of a number.
    #[inline]
    #[must_use]
    pub fn anchor(&self, number: u16) -> (Place, Anchor) {
        let mut number = usize::from(number);
        for (section, place) in ANCHORS {
            let count = self.section(section).len() / size::ANCHOR;
            if number < count {
                return (place, Anchors::new(self, section).get(number));
            }
            number -= count;
        }
        panic!("there are fewer anchors");
    }

    /// The part of an anchor with which a word begins wherever the anchor stands, as
    /// far as its token counts; none if there is no such part, or if it is so short that
    /// looking at long chunks costs less.
    #[inline]
    #[must_use]
    pub fn probe(&self, number: u16) -> Option<std::ops::Range<usize>> {
        let (place, Anchor { bytes, detector, need, max_offset, .. }) = self.anchor(number);
        let is_apart = match place {
            Place::Start => true,
            Place::Inside => false,
            // A letter before it would keep the token from beginning.
            Place::Anywhere => {
                let head = self.program_of(detector).head;
                max_offset == 0 && (0..=127u8).all(|byte| !byte.is_ascii_alphanumeric() || head.contains(byte))
            }
        };
        let begins_word = |&at: &usize| {
            bytes[at].is_ascii_alphanumeric()
                && at.checked_sub(1).map_or(is_apart, |before| !bytes[before].is_ascii_alphanumeric())
        };
        let mut starts = (0..bytes.len().saturating_sub(1)).filter(begins_word);
        let first = starts.next()?;
        // Addresses are everywhere, and many anchors are.
        let is_scheme = bytes[first..].starts_with(b"http");
        let host = starts.next().filter(|host| is_scheme && bytes.len() - host >= MIN_PROBE);
        let from = host.unwrap_or(first);
        let is_seldom = bytes.len() - from >= MIN_PROBE || need < LONG_CHUNK;
        is_seldom.then_some(from..bytes.len())
    }

    /// The anchors of long chunks that have no probe.
    #[inline]
    pub(crate) fn hidden(&self) -> &Hidden {
        let hidden = |number: u16| {
            let (place, anchor) = self.anchor(number);
            (place != Place::Anywhere && self.probe(number).is_none()).then_some((place, anchor))
        };
        self.hidden.get_or_init(|| Hidden::new((0..self.anchor_count() as u16).filter_map(hidden).collect()))
    }

    /// Shapes without a fixed part: words, compact ones, loose ones.
    pub fn shapes(&self) -> impl ExactSizeIterator<Item = Shape> + '_ {
        (0..self.section(Section::Shapes).len() / size::SHAPE).map(|number| self.shape(number))
    }

    /// The shape of a number.
    #[inline]
    #[must_use]
    pub fn shape(&self, number: usize) -> Shape {
        let record = &self.section(Section::Shapes)[number * size::SHAPE..];
        let (first, count) = (usize::from(read_u16(record, 2)), usize::from(read_u16(record, 4)));
        let members = &self.section(Section::Members)[first * 2..(first + count) * 2];
        let program = self.program(read_u16(record, 0));
        let [is_free, is_named, is_spaced] = [12, 13, 14].map(|at| record[at] > 0);
        Shape { program, detectors: Indices(members), is_free, is_named, is_spaced }
    }

    /// The outline of the shape of a number.
    #[inline]
    pub(crate) fn outline(&self, number: u16) -> Outline {
        let record = &self.section(Section::Shapes)[usize::from(number) * size::SHAPE..];
        let [min_len, max_segment] = [6, 8].map(|at| read_u16(record, at));
        Outline { number, min_len, max_segment, classes: record[10], needed: record[11] }
    }

    /// Numbers of the shapes that take other bytes in.
    #[inline]
    pub fn loose_shapes(&self) -> std::ops::Range<usize> {
        let Numbers { plain, mixed, loose, .. } = self.numbers;
        (plain + mixed) as usize..(plain + mixed + loose) as usize
    }

    /// All shapes, as those that are worth trying.
    pub(crate) fn every_shape(&self) -> &Tried {
        self.every_shape.get_or_init(|| self.tried(|_| true))
    }

    /// The shapes of detectors that ask for no context.
    pub(crate) fn free_shapes(&self) -> &Tried {
        self.free_shapes.get_or_init(|| self.tried(|shape| shape.is_free))
    }

    /// The shapes for which `is_tried` holds.
    fn tried(&self, is_tried: fn(&Shape) -> bool) -> Tried {
        let shapes = self.shapes().zip(0u16..);
        let numbers: Vec<u16> = shapes.filter(|(shape, _)| is_tried(shape)).map(|(_, number)| number).collect();
        Tried::new(self, &numbers)
    }

    /// Whether a prefix may stand at the start of `text`, as its first three bytes
    /// tell.
    #[inline]
    pub(crate) fn may_open(&self, text: &[u8]) -> bool {
        let [first, second, third, ..] = *text else { return true };
        let key = triple(first, second, third);
        self.section(Section::PrefixTriples)[key >> 3] >> (key & 7) & 1 == 1
    }

    fn read(&self, record: &[u8]) -> Detector {
        let text = |number: usize| self.text_at(read_u32(record, number * 6), read_u16(record, number * 6 + 4));
        let byte = |number: usize| usize::from(record[TIER + number]);
        Detector {
            id: text(0),
            provider: text(1),
            title: text(2),
            env: text(3),
            context: WordList::new(text(4)),
            kind: WordList::new(text(5)),
            program: self.program(read_u16(record, 36)),
            specificity: read_u16(record, 38),
            tier: Tier::ALL[byte(0)],
            severity: Severity::ALL[byte(1)],
            confidence: Confidence::ALL[byte(2)],
            public_prefix: record[TIER + 3],
            validator: Validator::ALL[byte(4)],
            classes: record[TIER + 5],
            min_entropy: record[TIER + 6],
        }
    }

    fn text_at(&self, from: u32, len: u16) -> &'static str {
        let from = from as usize;
        self.text.get(from..from + usize::from(len)).unwrap_or_default()
    }

    #[inline]
    fn program(&self, number: u16) -> Program {
        let record = &self.section(Section::Programs)[usize::from(number) * size::PROGRAM..];
        let sets = self.section(Section::Sets);
        Program {
            code: &self.section(Section::Code)[read_u32(record, 0) as usize..],
            sets,
            head: Set::at(sets, read_u16(record, 4)),
            tail: Set::at(sets, read_u16(record, 6)),
            min_len: read_u32(record, 8),
            max_len: read_u32(record, 12),
        }
    }
}

/// The sections of anchors, in the order of their numbers.
const ANCHORS: [(Section, Place); 3] =
    [(Section::Prefixes, Place::Start), (Section::Inner, Place::Inside), (Section::Outside, Place::Anywhere)];

/// The shortest part of an anchor that is worth looking for in all words, in bytes:
/// shorter ones are everywhere.
const MIN_PROBE: usize = 4;

/// A chunk of that many bytes is seldom.
const LONG_CHUNK: u16 = 20;

/// Anchors of long chunks, by their first two bytes.
#[derive(Debug)]
pub(crate) struct Hidden {
    /// Sorted by their first bytes.
    anchors: Box<[(Place, Anchor)]>,
    /// For each first byte the first of its anchors, and then their number.
    first: Vec<u16>,
    /// A bit for each two bytes that one begins with.
    pairs: Vec<u64>,
    /// Length of the shortest chunk in which one of them may stand.
    pub shortest: usize,
}

impl Hidden {
    #[inline]
    fn new(mut anchors: Box<[(Place, Anchor)]>) -> Hidden {
        anchors.sort_by_key(|(_, anchor)| anchor.bytes[0]);
        let first =
            (0..=256).map(|byte| anchors.partition_point(|(_, anchor)| usize::from(anchor.bytes[0]) < byte) as u16);
        let first = first.collect();
        let mut pairs = vec![0; 1 << 10];
        for (_, anchor) in &*anchors {
            let key = usize::from(anchor.bytes[0]) << 8 | usize::from(anchor.bytes[1]);
            pairs[key >> 6] |= 1 << (key & 63);
        }
        let shortest = anchors.iter().map(|(_, anchor)| usize::from(anchor.need)).min();
        Hidden { anchors, first, pairs, shortest: shortest.unwrap_or(usize::MAX) }
    }

    /// Whether one begins with these two bytes.
    #[inline]
    pub(crate) fn has(&self, first: u8, second: u8) -> bool {
        let key = usize::from(first) << 8 | usize::from(second);
        self.pairs[key >> 6] >> (key & 63) & 1 == 1
    }

    /// Those that begin with these two bytes.
    #[inline]
    pub(crate) fn anchors(&self, first: u8, second: u8) -> impl Iterator<Item = &(Place, Anchor)> {
        let first = usize::from(first);
        let anchors = &self.anchors[usize::from(self.first[first])..usize::from(self.first[first + 1])];
        anchors.iter().filter(move |(_, anchor)| anchor.bytes[1] == second)
    }
}

/// An index of sorted anchors by their first two bytes, in a table: 65,536
/// bits, one for each pair; for each 64 of them the number of bits set before;
/// for each set bit the first of its anchors, and then their number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pairs {
    bits: &'static [u8],
    ranks: &'static [u8],
    buckets: &'static [u8],
    anchors: Anchors,
}

/// Anchors in a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Anchors {
    records: &'static [u8],
    bytes: &'static [u8],
}

impl Anchors {
    pub(crate) fn new(catalogue: &Catalogue, section: Section) -> Anchors {
        Anchors { records: catalogue.section(section), bytes: catalogue.section(Section::AnchorBytes) }
    }

    /// What [`Anchor::need`] is.
    #[inline]
    fn need(self, number: usize) -> usize {
        read_u16(self.records, number * size::ANCHOR + 6).into()
    }

    pub(crate) fn get(self, number: usize) -> Anchor {
        let record = &self.records[number * size::ANCHOR..];
        let from = read_u32(record, 0) as usize;
        Anchor {
            bytes: &self.bytes[from..from + usize::from(read_u16(record, 4))],
            need: read_u16(record, 6),
            min_offset: read_u16(record, 8),
            max_offset: read_u16(record, 10),
            detector: read_u16(record, 12),
        }
    }
}

/// Bytes of the bits for [`triple`]s.
pub const TRIPLE_BITS: usize = 4096;

/// A number below eight times [`TRIPLE_BITS`] that stands for three bytes.
#[inline]
#[must_use]
pub const fn triple(first: u8, second: u8, third: u8) -> usize {
    (first as usize & 63) << 9 ^ (second as usize & 127) << 5 ^ (third as usize & 127)
}

/// Bytes of the bits of an index, and of its ranks.
pub const PAIR_BITS: usize = 8192;
/// See [`PAIR_BITS`].
pub const PAIR_RANKS: usize = 2048;

impl Pairs {
    pub(crate) fn new(catalogue: &Catalogue, pairs: Section, anchors: Section) -> Pairs {
        let (bits, rest) = catalogue.section(pairs).split_at(PAIR_BITS);
        let (ranks, buckets) = rest.split_at(PAIR_RANKS);
        Pairs { bits, ranks, buckets, anchors: Anchors::new(catalogue, anchors) }
    }

    /// Whether an anchor begins with these two bytes.
    #[inline]
    pub(crate) fn has(&self, first: u8, second: u8) -> bool {
        let key = usize::from(first) << 8 | usize::from(second);
        self.bits[key >> 3] >> (key & 7) & 1 == 1
    }

    /// The anchors that begin with these two bytes, of which there is one, and
    /// need at most `room` bytes of a chunk.
    pub(crate) fn anchors(self, first: u8, second: u8, room: usize) -> impl Iterator<Item = Anchor> {
        let key = usize::from(first) << 8 | usize::from(second);
        let word = key >> 6;
        let half = |at: usize| u64::from(read_u32(self.bits, at));
        let bits = half(word * 8) | half(word * 8 + 4) << 32;
        let before = (bits & ((1 << (key & 63)) - 1)).count_ones() as usize;
        let bucket = usize::from(read_u16(self.ranks, word * 2)) + before;
        let (from, to) = (read_u16(self.buckets, bucket * 2), read_u16(self.buckets, bucket * 2 + 2));
        let numbers = (from..to).map(usize::from);
        let fitting = numbers.filter(move |&number| self.anchors.need(number) <= room);
        fitting.map(move |number| self.anchors.get(number))
    }
}
