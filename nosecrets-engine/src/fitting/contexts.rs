//! The context words of a catalogue, and which detectors ask for each.

use std::ops::Range;
use std::sync::OnceLock;

use memchr::memmem;
use nosecrets_detectors::Catalogue;
use nosecrets_detectors::catalogue::Shape;
use nosecrets_detectors::context::WordList;

use super::anchors::Probes;
use super::spellings::{Spelled, Spellings};
use super::table;
use crate::words::{Form, WordTable};

/// The context words of a catalogue, and the detectors that ask for them.
///
/// Making one takes longer than scanning most files, so the codegen
/// [writes](super::codegen::table_source) that of the built-in detectors.
#[derive(Debug)]
pub(crate) struct Contexts {
    pub(super) catalogue: &'static Catalogue,
    /// Number of spellings of all context words.
    pub(super) spellings: usize,
    /// For each detector whether it asks for no context.
    pub(super) free: &'static [bool],
    /// The shape of each detector, if it has no fixed part.
    pub(super) shapes: &'static [Option<u16>],
    /// Detectors with context.
    pub(super) asking: &'static [Asking],
    /// Entries of `spelled`; each of `asking` has a range here.
    pub(super) words: &'static [u16],
    /// How each context word may be spelled.
    pub(super) spelled: &'static [Spelled],
    /// Numbers of spellings; each of `spelled` has a range here.
    pub(super) ways: &'static [u16],
    /// For each spelling the first of its entries in `by_spelling`; last, the number of
    /// entries.
    pub(super) first: &'static [u16],
    /// Entries of `asking` to which a spelling matters.
    pub(super) by_spelling: &'static [u16],
    pub(super) table: WordTable,
    pub(super) probes: Probes,
    /// Shapes of the detectors without context, made when first asked for.
    pub(super) free_shapes: OnceLock<Vec<Free>>,
}

impl Contexts {
    /// The contexts of the built-in detectors.
    pub(super) const fn builtin() -> &'static Contexts {
        &table::BUILTIN
    }

    /// Makes the contexts of a catalogue.
    pub(crate) fn of(catalogue: &'static Catalogue) -> Contexts {
        Contexts::with(catalogue, std::iter::empty())
    }

    /// Makes the contexts of a catalogue; its table also finds the places of `more` words.
    pub(super) fn with(catalogue: &'static Catalogue, more: impl Iterator<Item = &'static str>) -> Contexts {
        let (mut numbers, mut asking, mut words) = (Spellings::default(), Vec::new(), Vec::new());
        for (detector, at) in catalogue.detectors().iter().zip(0..).filter(|(detector, _)| !detector.context.is_empty())
        {
            let first = words.len() as u16;
            let mut add = |list: WordList| {
                words.extend(list.iter().map(|word| numbers.spelled(word)));
                list.iter().count() as u16
            };
            asking.push(Asking { detector: at, first, context: add(detector.context), kind: add(detector.kind) });
        }
        let mut by_spelling = vec![Vec::new(); numbers.texts.len()];
        for (at, asking) in asking.iter().enumerate() {
            for spelled in words[asking.context()].iter().map(|&word| numbers.spelled[usize::from(word)]) {
                numbers.ways[spelled.range()].iter().for_each(|&way| by_spelling[usize::from(way)].push(at as u16));
            }
        }
        by_spelling.iter_mut().for_each(Vec::dedup);
        let (probes, probe_words) = Probes::of(catalogue);
        let mut shapes = vec![None; catalogue.detectors().len()];
        for (number, shape) in (0..).zip(catalogue.shapes()) {
            shape.detectors.iter().for_each(|detector| shapes[usize::from(detector)] = Some(number));
        }
        let free: Vec<bool> = catalogue.detectors().iter().map(|detector| detector.context.is_empty()).collect();
        let mut next = 0;
        let ends = by_spelling.iter().map(|entries| {
            next += entries.len() as u16;
            next
        });
        Contexts {
            catalogue,
            spellings: numbers.texts.len(),
            free: free.leak(),
            shapes: shapes.leak(),
            asking: asking.leak(),
            words: words.leak(),
            spelled: numbers.spelled.leak(),
            ways: numbers.ways.leak(),
            first: std::iter::once(0).chain(ends).collect::<Vec<u16>>().leak(),
            by_spelling: by_spelling.concat().leak(),
            table: {
                let spellings = numbers.texts.iter().map(|text| (text.as_str(), Form::Words));
                let others = probe_words.iter().map(String::as_str).chain(more.map(|word| -> &str { word }));
                WordTable::new(spellings.chain(others.map(|word| (word, Form::Bytes))))
            },
            probes,
            free_shapes: OnceLock::new(),
        }
    }

    /// The shapes of the detectors without context.
    pub(super) fn free_shapes(&self) -> &[Free] {
        let free = || self.catalogue.shapes().enumerate().filter(|(_, shape)| shape.is_free);
        self.free_shapes.get_or_init(|| free().map(|(number, shape)| Free::new(number, shape)).collect())
    }

    /// Calls `visit` with each detector that a spelling in `seen` lets in, if the text
    /// has just the spellings that are `present`.
    fn admit(&self, seen: &[u16], present: &[bool], mut visit: impl FnMut(u16)) {
        let is_present = |&number: &u16| present[usize::from(number)];
        let is_there = |&word: &u16| self.ways[self.spelled[usize::from(word)].range()].iter().any(is_present);
        let entries = |&number: &u16| {
            let number = usize::from(number);
            &self.by_spelling[usize::from(self.first[number])..usize::from(self.first[number + 1])]
        };
        for &number in seen.iter().flat_map(entries) {
            let asking = &self.asking[usize::from(number)];
            let (context, kind) = (&self.words[asking.context()], &self.words[asking.kind()]);
            if context.iter().any(is_there) && (kind.is_empty() || kind.iter().any(is_there)) {
                visit(asking.detector);
            }
        }
    }

    /// Notes the detectors that [`Contexts::admit`] lets in, and returns the numbers
    /// of their shapes.
    pub(super) fn admit_shapes(
        &self,
        seen: &[u16],
        present: &[bool],
        wanted: Option<&[bool]>,
        fits: &mut [bool],
    ) -> Vec<u16> {
        let mut shapes = Vec::new();
        self.admit(seen, present, |detector| {
            let detector = usize::from(detector);
            if wanted.is_none_or(|wanted| wanted[detector]) {
                fits[detector] = true;
                shapes.extend(self.shapes[detector]);
            }
        });
        shapes
    }
}

/// A detector, and the entries of [`Contexts::words`] it asks for: `context` words from
/// `first`, and then `kind` words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asking {
    pub(super) detector: u16,
    pub(super) first: u16,
    pub(super) context: u16,
    pub(super) kind: u16,
}

impl Asking {
    fn context(self) -> Range<usize> {
        let first = usize::from(self.first);
        first..first + usize::from(self.context)
    }

    fn kind(self) -> Range<usize> {
        let first = self.context().end;
        first..first + usize::from(self.kind)
    }
}

/// A shape of detectors without context.
#[derive(Debug)]
pub(super) struct Free {
    pub(super) shape: u16,
    /// Strings of which every match holds one; empty if no string is certain.
    pub(super) required: Vec<memmem::Finder<'static>>,
}

impl Free {
    fn new(number: usize, shape: Shape) -> Free {
        let required = shape.program.required().into_iter().map(memmem::Finder::new).collect();
        Free { shape: u16::try_from(number).unwrap_or(u16::MAX), required }
    }

    /// Whether a text may hold a match.
    pub(super) fn may_be_in(&self, text: &[u8]) -> bool {
        self.required.is_empty() || self.required.iter().any(|required| required.find(text).is_some())
    }
}
