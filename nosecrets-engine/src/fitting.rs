//! Which detectors may fit a value of a text: those whose context words stand
//! anywhere in it, or in its path.
//!
//! The names around a value come from its file and its path, so a detector whose
//! words are in neither cannot fit. In most files no contextual detector is
//! left, and then only tokens with a fixed part are looked for. The pass that
//! finds the words finds the fixed parts as well: they begin with words too.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;
use std::sync::OnceLock;

use memchr::memmem;
use nosecrets_detectors::Catalogue;
use nosecrets_detectors::catalogue::{Anchor, Place, Shape};
use nosecrets_detectors::context::{WordList, Words, whole_word};
use nosecrets_detectors::matcher;
use nosecrets_detectors::search::{Alive, Candidate, IS_CHUNK, Tried};

use crate::detect::Plausible;
use crate::detectors::Detectors;
use crate::lexer::Token;
use crate::rules::keywords::{self, KeywordHit};
use crate::wanted::Wanted;
use crate::words::{Form, Index, Word, WordTable};

#[rustfmt::skip]
mod table;

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

/// A shape of detectors that ask for no context.
#[derive(Debug)]
struct Free {
    shape: u16,
    /// Texts of which every match holds one; empty if there are none.
    required: Vec<memmem::Finder<'static>>,
}

impl Free {
    fn new(number: usize, shape: Shape) -> Free {
        let required = shape.program.required().into_iter().map(memmem::Finder::new).collect();
        Free { shape: u16::try_from(number).unwrap_or(u16::MAX), required }
    }

    fn may_be_in(&self, text: &[u8]) -> bool {
        self.required.is_empty() || self.required.iter().any(|required| required.find(text).is_some())
    }
}

/// An anchor that is at a place in a text, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    at: usize,
    anchor: u16,
}

/// What a value is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// Bytes of the text, from this one on.
    Verbatim(usize),
    /// What the text spells with escapes, in base64 or as an array.
    Decoded,
}

/// Context words of a catalogue, and the detectors that ask for them.
///
/// It takes longer to make than to scan most files, so that of the built-in
/// detectors is [made by the codegen](table_source).
#[derive(Debug)]
pub(crate) struct Contexts {
    catalogue: &'static Catalogue,
    /// Number of spellings of all context words.
    spellings: usize,
    /// For each detector whether it asks for no context.
    free: &'static [bool],
    /// The shape of each detector, if it has no fixed part.
    shapes: &'static [Option<u16>],
    /// Detectors with context.
    asking: &'static [Asking],
    /// Entries of `spelled`, of which those have lists.
    words: &'static [u16],
    /// How each context word may be spelled.
    spelled: &'static [Spelled],
    /// Spellings, of which those have lists.
    ways: &'static [u16],
    /// For each spelling the first of its entries in `by_spelling`, and then their number.
    first: &'static [u16],
    /// Entries of `asking` to which a spelling matters.
    by_spelling: &'static [u16],
    table: WordTable,
    probes: Probes,
    /// Shapes of detectors that ask for no context.
    free_shapes: OnceLock<Vec<Free>>,
}

/// The words by which anchors are found; they stand in the table after the spellings.
#[derive(Debug)]
struct Probes {
    /// For each word the first of its entries in `probed`, and then their number.
    first: &'static [u16],
    probed: &'static [Probed],
    /// Anchors that have no such word.
    bare: &'static [Bare],
}

/// An anchor that is looked for as it stands.
#[derive(Debug, Clone, Copy)]
struct Bare {
    anchor: u16,
    /// The operation of its detector's program that it is, if only one is.
    op: Option<u16>,
}

impl Bare {
    fn new(catalogue: &Catalogue, number: u16) -> Bare {
        let (_, anchor) = catalogue.anchor(number);
        let op = matcher::spelled_by(&catalogue.program_of(anchor.detector), anchor.bytes);
        Bare { anchor: number, op: op.map(|op| op as u16) }
    }

    /// Where in a text it may be that of a token, as what follows tells: most `://` are
    /// followed by no user.
    fn find(self, catalogue: &Catalogue, text: &[u8]) -> impl Iterator<Item = Known> {
        let (place, anchor) = catalogue.anchor(self.anchor);
        let program = catalogue.program_of(anchor.detector);
        let goes_on = move |at: usize| self.op.is_none_or(|op| matcher::goes_on_from(&program, op.into(), text, at));
        let places = memmem::find_iter(text, anchor.bytes);
        let places = places.filter(move |&at| may_begin(place, &anchor, &text[at..]) && goes_on(at));
        places.map(move |at| Known { at, anchor: self.anchor })
    }
}

/// An anchor, and how far from its start its word is.
#[derive(Debug, Clone, Copy)]
struct Probed {
    anchor: u16,
    offset: u8,
    /// How the anchor begins: words are found in any case, and whatever stands before them.
    head: [u8; 2],
}

impl Probed {
    /// Where the anchor is, if its word is at that place and it begins as it should.
    fn start(&self, text: &[u8], word: usize) -> Option<usize> {
        let start = word.checked_sub(self.offset.into())?;
        text[start..].starts_with(&self.head).then_some(start)
    }
}

impl Spelling {
    /// That of a literal's value.
    pub(crate) fn of(token: &Token) -> Spelling {
        if token.escaped { Spelling::Decoded } else { Spelling::Verbatim(token.inner.start) }
    }
}

/// A detector, and which of [`Contexts::words`] it asks for: `context`
/// words from `first`, and then `kind` words.
#[derive(Debug, Clone, Copy)]
struct Asking {
    detector: u16,
    first: u16,
    context: u16,
    kind: u16,
}

/// How a context word may be spelled: the first and the number of its entries in
/// [`Contexts::ways`].
#[derive(Debug, Clone, Copy, PartialEq)]
struct Spelled {
    first: u16,
    count: u16,
}

impl Spelled {
    fn range(self) -> Range<usize> {
        let first = usize::from(self.first);
        first..first + usize::from(self.count)
    }
}

impl Contexts {
    /// Those of the built-in detectors.
    const fn builtin() -> &'static Contexts {
        &table::BUILTIN
    }

    /// Those of a catalogue.
    pub(crate) fn of(catalogue: &'static Catalogue) -> Contexts {
        Contexts::with(catalogue, std::iter::empty())
    }

    /// Those of a catalogue; more words, of which only the places matter, stand in
    /// the same table.
    fn with(catalogue: &'static Catalogue, more: impl Iterator<Item = &'static str>) -> Contexts {
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

    /// Shapes that a detector has that asks for no context.
    fn free_shapes(&self) -> &[Free] {
        let free = || self.catalogue.shapes().enumerate().filter(|(_, shape)| shape.is_free);
        self.free_shapes.get_or_init(|| free().map(|(number, shape)| Free::new(number, shape)).collect())
    }

    /// Calls `visit` with the detectors that one of the spellings in `seen` lets in,
    /// if those that are `present` are all there are.
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
}

impl Contexts {
    /// Notes the detectors that [`Contexts::admit`] lets in, and returns the numbers
    /// of their shapes.
    fn admit_shapes(&self, seen: &[u16], present: &[bool], wanted: Option<&[bool]>, fits: &mut [bool]) -> Vec<u16> {
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

impl Probes {
    /// Those of a catalogue, and their words.
    fn of(catalogue: &Catalogue) -> (Probes, Vec<String>) {
        let (mut by_word, mut bare) = (BTreeMap::<String, Vec<Probed>>::new(), Vec::new());
        for number in (0..).take(catalogue.anchor_count()) {
            let (place, anchor) = catalogue.anchor(number);
            match catalogue.probe(number) {
                Some(probe) => {
                    let word = &anchor.bytes[probe.start..probe.end.min(probe.start + MAX_PROBE)];
                    let word = String::from_utf8_lossy(word).to_ascii_lowercase();
                    by_word.entry(word).or_default().push(Probed {
                        anchor: number,
                        offset: probe.start as u8,
                        head: [anchor.bytes[0], anchor.bytes[1]],
                    });
                }
                None if place == Place::Anywhere => bare.push(Bare::new(catalogue, number)),
                // These are looked for in long chunks.
                None => {}
            }
        }
        let mut next = 0;
        let ends = by_word.values().map(|probed| {
            next += probed.len() as u16;
            next
        });
        let first = std::iter::once(0).chain(ends).collect::<Vec<u16>>().leak();
        let words = by_word.keys().cloned().collect();
        let probed = by_word.into_values().flatten().collect::<Vec<_>>().leak();
        (Probes { first, probed, bare: bare.leak() }, words)
    }

    fn words(&self) -> usize {
        self.first.len() - 1
    }

    /// Calls `visit` with the anchors that are in `text` where a word of that number is.
    fn visit(&self, catalogue: &Catalogue, text: &[u8], at: usize, number: usize, mut visit: impl FnMut(Known)) {
        let probed = &self.probed[usize::from(self.first[number])..usize::from(self.first[number + 1])];
        for probed in probed {
            let Some(at) = probed.start(text, at) else { continue };
            let (place, known) = catalogue.anchor(probed.anchor);
            if may_begin(place, &known, &text[at..]) {
                visit(Known { at, anchor: probed.anchor });
            }
        }
    }
}

/// The longest word by which anchors are found.
const MAX_PROBE: usize = 8;

/// How many of the bytes that must follow an anchor are looked at.
const MAX_NEED: usize = 24;

/// Whether an anchor is there, and with it as many bytes of which tokens are made as
/// there must be.
fn may_begin(place: Place, anchor: &Anchor, text: &[u8]) -> bool {
    text.starts_with(anchor.bytes)
        && (place != Place::Start || {
            // Elsewhere what is needed may stand before the anchor.
            let need = usize::from(anchor.need).min(MAX_NEED);
            text.get(..need).is_some_and(|text| text.iter().all(|&byte| IS_CHUNK[usize::from(byte)]))
        })
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

/// The source of the table of these detectors' contexts, for the codegen. The words
/// that concern rules are in it too, after the
/// spellings and the probes.
#[must_use]
pub fn table_source(catalogue: &'static Catalogue) -> String {
    let contexts = Contexts::with(catalogue, keywords::words());
    let Contexts { spellings, free, shapes, asking, words, spelled, ways, .. } = &contexts;
    let Contexts { first, by_spelling, table, probes, .. } = &contexts;
    let Probes { first: first_probed, probed, bare } = probes;
    let WordTable { long, middle, short, words: known, texts } = table;
    let [long, middle, short] = [long, middle, short].map(Index::source);
    let known = known.iter().map(Word::source).collect::<Vec<String>>().join(", ");
    format!(
        "// Written by `cargo xtask codegen`.

use std::sync::OnceLock;

use super::{{Asking, Bare, Contexts, Probed, Probes, Spelled}};
use crate::words::{{Index, Word, WordTable}};

pub(super) static BUILTIN: Contexts = Contexts {{
    catalogue: &nosecrets_detectors::BUILTIN,
    spellings: {spellings},
    free: &{free:?},
    shapes: &{shapes:?},
    asking: &{asking:?},
    words: &{words:?},
    spelled: &{spelled:?},
    ways: &{ways:?},
    first: &{first:?},
    by_spelling: &{by_spelling:?},
    table: WordTable {{
        long: {long},
        middle: {middle},
        short: {short},
        words: &[{known}],
        texts: {texts:?},
    }},
    probes: Probes {{
        first: &{first_probed:?},
        probed: &{probed:?},
        bare: &{bare:?},
    }},
    free_shapes: OnceLock::new(),
}};
"
    )
}

/// Gives each spelling, and each context word, one number.
#[derive(Default)]
struct Spellings {
    texts: Vec<String>,
    numbers: HashMap<String, u16>,
    spelled: Vec<Spelled>,
    words: HashMap<String, u16>,
    ways: Vec<u16>,
}

/// The most parts of a context word that are looked at.
const MAX_PARTS: usize = 6;

impl Spellings {
    fn number(&mut self, text: String) -> u16 {
        let next = u16::try_from(self.texts.len()).unwrap_or(u16::MAX);
        *self.numbers.entry(text).or_insert_with_key(|text| {
            self.texts.push(text.clone());
            next
        })
    }

    fn spelled(&mut self, word: &str) -> u16 {
        if let Some(&known) = self.words.get(word) {
            return known;
        }
        let mut ways: Vec<u16> = ways(word).into_iter().map(|way| self.number(way)).collect();
        ways.sort_unstable();
        ways.dedup();
        let number = self.spelled.len() as u16;
        self.spelled.push(Spelled { first: self.ways.len() as u16, count: ways.len() as u16 });
        self.ways.extend(ways);
        self.words.insert(word.to_owned(), number);
        number
    }
}

/// The ways to spell a context word, as [`Form::Words`] has them: each of its underscores
/// may be missing.
pub(crate) fn ways(word: &str) -> Vec<String> {
    let mut parts: Vec<&str> = word.split('_').filter(|part| !part.is_empty()).collect();
    let is_cut = parts.len() > MAX_PARTS;
    parts.truncate(MAX_PARTS);
    // What is cut off may go on with the last part.
    let end = if whole_word(word).is_some() && !is_cut { "_" } else { "" };
    let gaps = parts.len().saturating_sub(1);
    let spell = |joined: usize| {
        let mut text = String::new();
        for (at, part) in parts.iter().enumerate() {
            text.push_str(part);
            if at < gaps && joined >> at & 1 == 0 {
                text.push('_');
            }
        }
        text + end
    };
    // A word of one letter is not looked up, and not asked for.
    let known = |way: String| {
        let skipped: usize = way.split('_').take_while(|part| part.len() < 2).map(|part| part.len() + 1).sum();
        way.get(skipped..).map(str::to_owned)
    };
    (0..1 << gaps).map(spell).filter_map(known).collect()
}

impl Fitting {
    /// The detectors that may fit in `text` of a file with that path, of those that are
    /// wanted or all.
    pub(crate) fn new(detectors: Detectors, wanted: Option<&Wanted>, text: &[u8], path: &Words) -> Fitting {
        Fitting::of_code(detectors, wanted, text, path).0
    }

    /// The same for code, and where in it the words are that may concern a rule: one
    /// pass tells both.
    pub(crate) fn of_code(
        detectors: Detectors,
        wanted: Option<&Wanted>,
        code: &[u8],
        path: &Words,
    ) -> (Fitting, Vec<KeywordHit>) {
        let mut places = Vec::new();
        let wanted_own = wanted.and_then(Wanted::own);
        let own = detectors.own().map(|own| Fits::new(own.contexts(), wanted_own, code, path, |_, _| ()));
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
        Fits::of(self.contexts, Some(&self.fits), path, seen, Rc::clone(&self.anchors), Rc::clone(&self.free))
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
        Fits { contexts, present, fits, anchors, numbers, shapes, free, decoded: OnceCell::new() }
    }

    /// The catalogue that they are of.
    pub(crate) fn catalogue(&self) -> &'static Catalogue {
        self.contexts.catalogue
    }

    fn min_len(&self) -> usize {
        self.catalogue().numbers().min_len as usize
    }

    fn with_words_of(&self, value: &[u8]) -> Option<Fits> {
        let Fits { contexts, .. } = *self;
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
        Some(Fits { contexts, present, fits, anchors, numbers, shapes, free, decoded: OnceCell::new() })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_looked_at_only_if_a_user_may_follow() {
        let found = |text: &str| {
            let places = |bare: &Bare| bare.find(&nosecrets_detectors::BUILTIN, text.as_bytes()).count();
            Contexts::builtin().probes.bare.iter().map(places).sum::<usize>()
        };
        for text in ["https://ann:", "ftp://an", "see https://", "a https://docs.rs/x, https://ann:"] {
            assert_eq!(found(text), 1, "{text}");
        }
        for text in ["https://docs.rs/x", "x:// y", "https:/ann:"] {
            assert_eq!(found(text), 0, "{text}");
        }
    }

    #[test]
    fn each_underscore_of_a_context_word_may_be_missing() {
        assert_eq!(ways("twilio"), ["twilio"]);
        assert_eq!(ways("fal_"), ["fal_"]);
        assert_eq!(ways("new_york_times"), ["new_york_times", "newyork_times", "new_yorktimes", "newyorktimes"]);
        assert_eq!(ways("open_ai_"), ["open_ai_", "openai_"]);
        // A word of one letter is not asked for.
        assert_eq!(ways("x_auth_key"), ["auth_key", "xauth_key", "authkey", "xauthkey"]);
        assert_eq!(ways("a_b"), ["ab"]);
    }

    #[test]
    fn a_context_word_of_many_parts_is_looked_up_by_the_first_few() {
        let ways = ways("a1_b2_c3_d4_e5_f6_g7_");
        assert_eq!(ways.len(), 1 << (MAX_PARTS - 1));
        assert!(ways.iter().all(|way| way.ends_with("f6")), "{ways:?}");
    }
}
