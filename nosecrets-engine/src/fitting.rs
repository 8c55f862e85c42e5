//! Which detectors may fit a value of a text: those whose context words stand
//! anywhere in it, or in its path.
//!
//! The names around a value come from its file and its path, so a detector whose
//! words are in neither cannot fit. In most files no contextual detector is
//! left, and then only tokens with a fixed part are looked for. The pass that
//! finds the words finds the fixed parts as well: they begin with words too.

pub(crate) mod codegen;
pub(crate) mod contexts;
pub(crate) mod spellings;

mod anchors;
#[rustfmt::skip]
mod table;

use std::cell::OnceCell;
use std::rc::Rc;

use nosecrets_detectors::Catalogue;
use nosecrets_detectors::context::Words;
use nosecrets_detectors::search::{Alive, Candidate, Tried};

use crate::detectors::Detectors;
use crate::lexer::Token;
use crate::own::regexes::Regexes;
use crate::plausible::Plausible;
use crate::wanted::Wanted;
use crate::words::KeywordHit;
use anchors::Known;
use contexts::{Contexts, Free};

/// The detectors that may fit in a text.
#[derive(Debug)]
pub(crate) struct Fitting {
    builtin: Fits,
    own: Option<Fits>,
}

/// Those of one catalogue.
#[derive(Debug, Clone)]
pub(crate) struct Fits {
    contexts: &'static Contexts,
    /// Regexes of the detectors, if they are a user's.
    regexes: &'static Regexes,
    /// For each spelling of a context word whether it is there.
    present: Vec<bool>,
    /// For each detector.
    fits: Vec<bool>,
    /// Where in the text anchors are, in order.
    anchors: Rc<[Known]>,
    /// Numbers of the shapes that have such a detector, perhaps more than once.
    numbers: Vec<u16>,
    /// The same, to search with.
    shapes: Tried,
    /// Shapes of detectors that ask for no context.
    free: Rc<FreeShapes>,
    /// Both, once such a value is there.
    decoded: OnceCell<Tried>,
}

/// The spellings that a text has.
struct Seen {
    /// For each spelling.
    present: Vec<bool>,
    numbers: Vec<u16>,
}

impl Seen {
    fn new(contexts: &Contexts) -> Seen {
        Seen { present: vec![false; contexts.spellings], numbers: Vec::new() }
    }
}

/// The shapes of these numbers, in no order.
fn tried(catalogue: &Catalogue, mut shapes: Vec<u16>) -> Tried {
    shapes.sort_unstable();
    shapes.dedup();
    Tried::new(catalogue, &shapes)
}

/// Numbers of shapes of detectors that ask for no context.
#[derive(Debug, Default)]
struct FreeShapes {
    /// Those that the text may hold.
    present: Vec<u16>,
    /// Those that only a value can have which the text does not spell byte for byte.
    missing: Vec<u16>,
}

/// What a value is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// Bytes of the text, from this one on.
    Verbatim(usize),
    /// What the text spells with escapes, in base64 or as an array.
    Decoded,
}

impl Spelling {
    /// That of a literal's value.
    pub(crate) fn of(token: &Token) -> Spelling {
        if token.escaped { Spelling::Decoded } else { Spelling::Verbatim(token.inner.start) }
    }
}

impl Fitting {
    /// The detectors that may fit in `text` of a file with that path, of those that are
    /// wanted or all.
    pub(crate) fn new(detectors: Detectors, wanted: Option<&Wanted>, text: &[u8], path: &Words) -> Fitting {
        Fitting::of_code(detectors, wanted, text, path).0
    }

    /// The detectors that may fit in code, and offset and number of each word in it that
    /// may concern a rule: one pass finds both.
    pub(crate) fn of_code(
        detectors: Detectors,
        wanted: Option<&Wanted>,
        code: &[u8],
        path: &Words,
    ) -> (Fitting, Vec<KeywordHit>) {
        let mut places = Vec::new();
        let wanted_own = wanted.and_then(Wanted::own);
        let own = detectors
            .own()
            .map(|own| Fits { regexes: own.regexes(), ..Fits::new(own.contexts(), wanted_own, code, path, |_, _| ()) });
        let wanted = wanted.map(Wanted::builtin);
        let builtin = Fits::new(Contexts::builtin(), wanted, code, path, |at, number| places.push((at, number)));
        (Fitting { builtin, own }, places)
    }

    /// Those that may fit in parts of the text; values still stand at their places in
    /// the whole of it.
    pub(crate) fn of_parts(&self, parts: &[&[u8]], path: &Words) -> Fitting {
        let own = self.own.as_ref().map(|own| own.of_parts(parts, path));
        Fitting { builtin: self.builtin.of_parts(parts, path), own }
    }

    /// Those of each catalogue.
    pub(crate) fn each(&self) -> impl Iterator<Item = &Fits> {
        std::iter::once(&self.builtin).chain(&self.own)
    }

    /// Length of the shortest token of any detector, in bytes.
    pub(crate) fn min_len(&self) -> usize {
        let own = self.own.as_ref().map_or(usize::MAX, Fits::min_len);
        self.builtin.min_len().min(own)
    }

    /// The detectors that may fit a decoded value, whose own words give context
    /// too; `None` if they add nothing, as nearly all do.
    pub(crate) fn with_words_of(&self, value: &[u8]) -> Option<Fitting> {
        let (builtin, own) = (self.builtin.with_words_of(value), self.own.as_ref().map(|own| own.with_words_of(value)));
        if builtin.is_none() && own.as_ref().is_none_or(Option::is_none) {
            return None;
        }
        Some(Fitting {
            builtin: builtin.unwrap_or_else(|| self.builtin.clone()),
            own: own.and_then(|own| own.or_else(|| self.own.clone())),
        })
    }

    /// Whether a value may hold a credential, as far as the text's words tell.
    pub(crate) fn may_match(&self, value: &[u8], spelling: Spelling) -> bool {
        self.each().any(|fits| fits.may_match(value, spelling))
    }
}

impl Fits {
    /// Those in a text; `each` is called with the places of the words that concern
    /// rules.
    fn new(
        contexts: &'static Contexts,
        wanted: Option<&[bool]>,
        text: &[u8],
        path: &Words,
        mut each: impl FnMut(usize, u16),
    ) -> Fits {
        let Contexts { catalogue, ref probes, ref table, .. } = *contexts;
        let mut seen = Seen::new(contexts);
        let mut anchors = Vec::new();
        let mut visit = |at: usize, number: u16| match usize::from(number).checked_sub(probes.words()) {
            Some(number) => each(at, number as u16),
            None => probes.visit(catalogue, text, at, number.into(), |known| anchors.push(known)),
        };
        table.scan(text, &mut seen.present, |number| seen.numbers.push(number), &mut visit);
        // What follows `%3D` begins a word, and nothing tells the pass.
        let escapes = memchr::memchr_iter(b'%', text).map(|at| at + 3);
        for at in escapes.filter(|&at| at < text.len() && text[at - 2..at].iter().all(u8::is_ascii_hexdigit)) {
            table.at(text, at, &mut seen.present, |number| seen.numbers.push(number), &mut visit);
        }
        probes.bare.iter().for_each(|bare| anchors.extend(bare.find(catalogue, text)));
        anchors.sort_unstable();
        anchors.dedup();
        let mut free = FreeShapes::default();
        let is_wanted = |shape: &&Free| {
            let mut detectors = catalogue.shape(shape.shape.into()).detectors.iter();
            wanted.is_none_or(|wanted| detectors.any(|detector| wanted[usize::from(detector)]))
        };
        for shape in contexts.free_shapes().iter().filter(is_wanted) {
            if shape.may_be_in(text) { &mut free.present } else { &mut free.missing }.push(shape.shape);
        }
        Fits::of(contexts, wanted, path, seen, anchors.into(), Rc::new(free))
    }

    /// Those in parts of the text.
    fn of_parts(&self, parts: &[&[u8]], path: &Words) -> Fits {
        let mut seen = Seen::new(self.contexts);
        for part in parts {
            self.contexts.table.scan_once(part, &mut seen.present, |number| seen.numbers.push(number));
        }
        let (anchors, free) = (Rc::clone(&self.anchors), Rc::clone(&self.free));
        Fits { regexes: self.regexes, ..Fits::of(self.contexts, Some(&self.fits), path, seen, anchors, free) }
    }

    fn of(
        contexts: &'static Contexts,
        wanted: Option<&[bool]>,
        path: &Words,
        seen: Seen,
        anchors: Rc<[Known]>,
        free: Rc<FreeShapes>,
    ) -> Fits {
        let Seen { mut present, numbers: mut seen } = seen;
        contexts.table.scan_once(path.as_bytes(), &mut present, |number| seen.push(number));
        let mut fits = contexts.free.to_vec();
        if let Some(wanted) = wanted {
            fits.iter_mut().zip(wanted).for_each(|(fits, wanted)| *fits &= wanted);
        }
        let mut numbers = contexts.admit_shapes(&seen, &present, wanted, &mut fits);
        numbers.extend(&free.present);
        let shapes = tried(contexts.catalogue, numbers.clone());
        let (regexes, decoded) = (Regexes::NONE, OnceCell::new());
        Fits { contexts, regexes, present, fits, anchors, numbers, shapes, free, decoded }
    }

    /// The catalogue that they are of.
    pub(crate) fn catalogue(&self) -> &'static Catalogue {
        self.contexts.catalogue
    }

    fn min_len(&self) -> usize {
        self.catalogue().numbers().min_len as usize
    }

    fn with_words_of(&self, value: &[u8]) -> Option<Fits> {
        let Fits { contexts, regexes, .. } = *self;
        let mut present = self.present.clone();
        let mut seen = Vec::new();
        contexts.table.scan_once(value, &mut present, |number| seen.push(number));
        if seen.is_empty() {
            return None;
        }
        let mut fits = self.fits.clone();
        let numbers = contexts.admit_shapes(&seen, &present, None, &mut fits);
        let numbers = [&numbers, &self.numbers[..], &self.free.missing].concat();
        let shapes = tried(contexts.catalogue, numbers.clone());
        let (anchors, free) = (Rc::clone(&self.anchors), Rc::default());
        Some(Fits { contexts, regexes, present, fits, anchors, numbers, shapes, free, decoded: OnceCell::new() })
    }

    /// Calls `visit` with every place in a value that has the shape of a token which
    /// may fit. `has_key` is as in [`Alive::named_by`].
    pub(crate) fn candidates(
        &self,
        value: &[u8],
        spelling: Spelling,
        has_key: Option<fn(&[u8]) -> bool>,
        visit: &mut dyn FnMut(Candidate),
    ) {
        let alive = |shapes| Alive::some(&self.fits, shapes).named_by(has_key);
        match spelling {
            Spelling::Verbatim(from) => {
                let first = self.anchors.partition_point(|known| known.at < from);
                let known = self.anchors[first..].iter().take_while(|known| known.at < from + value.len());
                let mut known = known.map(|known| (known.at - from, known.anchor));
                self.catalogue().candidates_at(value, alive(&self.shapes), &mut known, visit);
            }
            Spelling::Decoded if self.free.missing.is_empty() => {
                self.catalogue().candidates(value, alive(&self.shapes), visit);
            }
            Spelling::Decoded => {
                let all = || tried(self.catalogue(), [&self.numbers[..], &self.free.missing].concat());
                self.catalogue().candidates(value, alive(self.decoded.get_or_init(all)), visit);
            }
        }
        self.regexes.find(value, &|detector| self.may_fit(detector), &mut |place| visit(place.candidate(0)));
    }

    /// Whether a detector's context may be around some value of the text.
    pub(crate) fn may_fit(&self, detector: u16) -> bool {
        self.fits[usize::from(detector)]
    }

    fn may_match(&self, value: &[u8], spelling: Spelling) -> bool {
        let mut found = false;
        self.candidates(value, spelling, None, &mut |candidate| {
            found = found || self.may_be(&candidate, value);
        });
        found
    }

    fn may_be(&self, candidate: &Candidate, value: &[u8]) -> bool {
        let token = &value[candidate.start..candidate.end];
        let mut plausible = Plausible::default();
        let fitting = candidate.detectors.iter().filter(|&index| self.may_fit(index));
        fitting.map(|index| self.catalogue().detector(index)).any(|detector| plausible.is(detector, token))
    }
}
