//! A set of detectors, as a table that is read in place.
//!
//! A proc macro is built without optimisation and starts anew in every rustc process. So the table
//! is neither Rust source, which rustc would have to compile, nor text, which would have to be
//! parsed. It is one byte string, with the detectors' strings beside it. A search reads what it
//! needs in place; detectors become values when one is requested.

use std::sync::OnceLock;

use crate::check::Validator;
use crate::context::WordList;
use crate::detector::{Confidence, Detector, Severity, Tier};
use crate::program::{read_u16, read_u32, Program, Set};
use crate::search::Tried;

/// The sections of a table, in the order of its header.
#[derive(Debug, Clone, Copy)]
pub enum Section {
    /// The code of all programs.
    Code,
    /// Sets of bytes, [`SET_SIZE`](crate::program::SET_SIZE) each.
    Sets,
    /// Programs: offset of the code as `u32`, head and tail as `u16`, minimum and maximum length as
    /// `u32`.
    Programs,
    /// Detectors, sorted by id: six strings as `u32` and `u16` (id, provider, title, variable,
    /// context, kind); program and specificity as `u16`; and one byte each for tier, severity,
    /// confidence, public prefix, validator, classes and entropy.
    Detectors,
    /// The bytes of all anchors.
    AnchorBytes,
    /// Anchors at the start of tokens, sorted; see [`Anchor`].
    Prefixes,
    /// Index of `Prefixes` by their first two bytes; see `Pairs`.
    PrefixPairs,
    /// Anchors inside tokens, sorted.
    Inner,
    /// Index of `Inner` by their first two bytes.
    InnerPairs,
    /// Shapes (patterns without an anchor). As `u16`: program, first member, number of members,
    /// length of the shortest token, and length of the longest [segment](crate::segment) that a
    /// token can begin with (at most 65,535). As one byte each: the classes that such a segment may
    /// have, the classes that it must have, and three flags (some detector needs no context; every
    /// detector needs a name; tokens may contain bytes that are not graphic).
    Shapes,
    /// Members of shapes: detectors, as `u16`. Detectors with one shape are adjacent.
    Members,
    /// The fields of [`Numbers`], `u32` each.
    Numbers,
    /// Anchors that may be outside all chunks of [`MIN_CHUNK`] bytes or more, sorted.
    Outside,
    /// A bit set of the [`triple`]s that prefixes may begin with.
    PrefixTriples,
    /// Index of `Outside` by their first two bytes.
    OutsidePairs,
    /// For the anchors of `Outside`: the largest offset of a sample in its anchor, as `u8`, and
    /// then the [`keys`](crate::outside::keys) of each sample.
    OutsideSamples,
}

/// Number of sections.
pub const SECTIONS: usize = 16;

/// Length of the shortest chunk that is searched, in bytes. Most words of a text are shorter.
pub const MIN_CHUNK: u32 = 8;

/// Sizes of records, in bytes.
pub mod size {
    /// A program.
    pub const PROGRAM: usize = 16;
    /// A detector.
    pub const DETECTOR: usize = 47;
    /// An anchor.
    pub const ANCHOR: usize = 14;
    /// A shape.
    pub const SHAPE: usize = 15;
}

/// Offset of the tier in a detector's record; the other one-byte fields follow it.
const TIER: usize = 40;

/// Properties of the table as a whole.
#[derive(Debug, Clone, Copy)]
pub struct Numbers {
    /// Length of the shortest token of any detector, in bytes.
    pub min_len: u32,
    /// Length of the shortest chunk in which a token may begin, in bytes.
    pub min_chunk: u32,
    /// Length of the shortest chunk that may contain an inner anchor.
    pub min_inner: u32,
    /// Number of shapes whose tokens are a single [segment](crate::segment).
    pub plain: u32,
    /// Number of other shapes made only of token bytes; they follow the plain ones.
    pub mixed: u32,
    /// Number of shapes that include other bytes, such as spaces; they come last.
    pub loose: u32,
}

/// A compiled set of detectors, with its index.
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

/// A fixed string that every token of a detector contains.
#[derive(Debug, Clone, Copy)]
pub struct Anchor {
    /// The string; at least two bytes.
    pub bytes: &'static [u8],
    /// Minimum length of the run of [`CHUNK`](crate::program::CHUNK) bytes that begins with it.
    pub need: u16,
    /// Minimum number of bytes of the token before it.
    pub min_offset: u16,
    /// Maximum number of bytes of the token before it.
    pub max_offset: u16,
    /// Index of its detector.
    pub detector: u16,
}

/// The position of an anchor in its token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At the start of the token.
    Start,
    /// Inside the token, and always within a chunk of [`MIN_CHUNK`] bytes or more.
    Inside,
    /// Anywhere, perhaps outside all chunks that are searched.
    Anywhere,
}

/// A pattern without an anchor. Several contextual detectors may share it.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// The pattern.
    pub program: Program,
    /// Indices of its detectors.
    pub detectors: Indices,
    /// Whether one of them needs no context.
    pub is_free: bool,
    /// Whether all of them need the name of the value.
    pub is_named: bool,
    /// Whether tokens may contain bytes that are not graphic, such as spaces.
    pub is_spaced: bool,
}

/// The properties of a shape's tokens that are checked before the shape is tried.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outline {
    /// Index of the shape.
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
    /// Whether a segment of this length, with bytes of these classes, may begin a token.
    #[inline]
    pub(crate) fn takes(&self, len: usize, classes: u8) -> bool {
        len <= usize::from(self.max_segment) && classes & !self.classes == 0 && self.needed & !classes == 0
    }
}

/// A list of indices in a table.
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
    /// The catalogue of a table and its strings, as written by [`spec::table`](crate::spec::table).
    ///
    /// # Panics
    /// If the table is truncated.
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

    /// Properties of the table as a whole.
    #[must_use]
    pub const fn numbers(&self) -> &Numbers {
        &self.numbers
    }

    /// All detectors, sorted by id. They become values on first use.
    pub fn detectors(&self) -> &[Detector] {
        let read = |record| self.read(record);
        let records = || self.section(Section::Detectors).chunks_exact(size::DETECTOR);
        self.detectors.get_or_init(|| records().map(read).collect())
    }

    /// The tier of every detector, without building the detectors.
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

    /// The detector with this index.
    pub fn detector(&self, index: u16) -> &Detector {
        &self.detectors()[usize::from(index)]
    }

    /// The detector with this id.
    #[inline]
    pub fn by_id(&self, id: &str) -> Option<&Detector> {
        let detectors = self.detectors();
        detectors.binary_search_by(|detector| detector.id.cmp(id)).ok().map(|at| &detectors[at])
    }

    /// The program of a detector.
    #[inline]
    #[must_use]
    pub fn program_of(&self, detector: u16) -> Program {
        self.program(read_u16(self.section(Section::Detectors), usize::from(detector) * size::DETECTOR + 36))
    }

    /// Number of anchors. They are numbered from zero.
    #[inline]
    #[must_use]
    pub fn anchor_count(&self) -> usize {
        ANCHORS.iter().map(|(section, _)| self.section(*section).len() / size::ANCHOR).sum()
    }

    /// The anchor with this number.
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

    /// The part of an anchor that begins a word wherever the token occurs, so that the keyword pass
    /// can find it. `None` if there is no such part, or if it is so short that searching long
    /// chunks costs less.
    #[inline]
    #[must_use]
    pub fn probe(&self, number: u16) -> Option<std::ops::Range<usize>> {
        let (place, Anchor { bytes, detector, need, max_offset, .. }) = self.anchor(number);
        let is_apart = match place {
            Place::Start => true,
            Place::Inside => false,
            // An alphanumeric byte before the anchor must rule out the token.
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
        // Web addresses are everywhere, and many anchors are addresses: begin at the host.
        let is_scheme = bytes[first..].starts_with(b"http");
        let host = starts.next().filter(|host| is_scheme && bytes.len() - host >= MIN_PROBE);
        let from = host.unwrap_or(first);
        let is_seldom = bytes.len() - from >= MIN_PROBE || need < LONG_CHUNK;
        is_seldom.then_some(from..bytes.len())
    }

    /// The anchors of chunks that have no probe.
    #[inline]
    pub(crate) fn hidden(&self) -> &Hidden {
        let hidden = |number: u16| {
            let (place, anchor) = self.anchor(number);
            (place != Place::Anywhere && self.probe(number).is_none()).then_some((place, anchor))
        };
        self.hidden.get_or_init(|| Hidden::new((0..self.anchor_count() as u16).filter_map(hidden).collect()))
    }

    /// All shapes: plain, mixed, then loose ones.
    pub fn shapes(&self) -> impl ExactSizeIterator<Item = Shape> + '_ {
        (0..self.section(Section::Shapes).len() / size::SHAPE).map(|number| self.shape(number))
    }

    /// The shape with this index.
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

    /// The outline of the shape with this index.
    #[inline]
    pub(crate) fn outline(&self, number: u16) -> Outline {
        let record = &self.section(Section::Shapes)[usize::from(number) * size::SHAPE..];
        let [min_len, max_segment] = [6, 8].map(|at| read_u16(record, at));
        Outline { number, min_len, max_segment, classes: record[10], needed: record[11] }
    }

    /// Indices of the shapes that include other than token bytes.
    #[inline]
    pub fn loose_shapes(&self) -> std::ops::Range<usize> {
        let Numbers { plain, mixed, loose, .. } = self.numbers;
        (plain + mixed) as usize..(plain + mixed + loose) as usize
    }

    /// All shapes, as a set to try.
    pub(crate) fn every_shape(&self) -> &Tried {
        self.every_shape.get_or_init(|| self.tried(|_| true))
    }

    /// The shapes with a detector that needs no context.
    pub(crate) fn free_shapes(&self) -> &Tried {
        self.free_shapes.get_or_init(|| self.tried(|shape| shape.is_free))
    }

    /// The shapes that satisfy `is_tried`.
    fn tried(&self, is_tried: fn(&Shape) -> bool) -> Tried {
        let shapes = self.shapes().zip(0u16..);
        let numbers: Vec<u16> = shapes.filter(|(shape, _)| is_tried(shape)).map(|(_, number)| number).collect();
        Tried::new(self, &numbers)
    }

    /// Whether `text` may begin with a prefix, judged by its first three bytes.
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

/// The sections of anchors, in the order of anchor numbers.
const ANCHORS: [(Section, Place); 3] =
    [(Section::Prefixes, Place::Start), (Section::Inner, Place::Inside), (Section::Outside, Place::Anywhere)];

/// Minimum length of a probe, in bytes: shorter strings are everywhere.
const MIN_PROBE: usize = 4;

/// Chunks of this many bytes are rare.
const LONG_CHUNK: u16 = 20;

/// Anchors without a probe, indexed by their first two bytes.
#[derive(Debug)]
pub(crate) struct Hidden {
    /// The anchors, sorted by their first bytes.
    anchors: Box<[(Place, Anchor)]>,
    /// For each first byte the index of its first anchor, then the number of anchors.
    first: Vec<u16>,
    /// A bit set of the byte pairs that an anchor begins with.
    pairs: Vec<u64>,
    /// Length of the shortest chunk that may contain one of them.
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

    /// Whether an anchor begins with these two bytes.
    #[inline]
    pub(crate) fn has(&self, first: u8, second: u8) -> bool {
        let key = usize::from(first) << 8 | usize::from(second);
        self.pairs[key >> 6] >> (key & 63) & 1 == 1
    }

    /// The anchors that begin with these two bytes.
    #[inline]
    pub(crate) fn anchors(&self, first: u8, second: u8) -> impl Iterator<Item = &(Place, Anchor)> {
        let first = usize::from(first);
        let anchors = &self.anchors[usize::from(self.first[first])..usize::from(self.first[first + 1])];
        anchors.iter().filter(move |(_, anchor)| anchor.bytes[1] == second)
    }
}

/// An index of sorted anchors by their first two bytes, in a table. It has 65,536 bits, one for
/// each byte pair; for each group of 64 bits, the number of bits set before it; and for each set
/// bit the index of its first anchor, then the number of anchors.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pairs {
    bits: &'static [u8],
    ranks: &'static [u8],
    buckets: &'static [u8],
    anchors: Anchors,
}

/// A section of anchors in a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Anchors {
    records: &'static [u8],
    bytes: &'static [u8],
}

impl Anchors {
    pub(crate) fn new(catalogue: &Catalogue, section: Section) -> Anchors {
        Anchors { records: catalogue.section(section), bytes: catalogue.section(Section::AnchorBytes) }
    }

    /// [`Anchor::need`] of the anchor with this index.
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

/// Size of the bit set of [`triple`]s, in bytes.
pub const TRIPLE_BITS: usize = 4096;

/// A hash of three bytes, below eight times [`TRIPLE_BITS`].
#[inline]
#[must_use]
pub const fn triple(first: u8, second: u8, third: u8) -> usize {
    (first as usize & 63) << 9 ^ (second as usize & 127) << 5 ^ (third as usize & 127)
}

/// Size of the bits of `Pairs`, in bytes.
pub const PAIR_BITS: usize = 8192;
/// Size of the ranks of `Pairs`, in bytes.
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

    /// The anchors that begin with these two bytes and need at most `room` chunk bytes. There must
    /// be at least one for this pair: see [`Pairs::has`].
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
