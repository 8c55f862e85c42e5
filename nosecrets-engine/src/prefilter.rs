//! Which literals and comments of a Rust file are worth a closer look.
//!
//! The prefilter may only over-approximate: whatever the later stages could
//! report, it must let through. It reads each literal once, against the same
//! catalogue as the last stage, and differs from that only in what it does not
//! know yet, the names around a literal. For those it takes every word of the
//! file.

use std::collections::HashMap;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use memchr::memmem;
use nosecrets_core::catalogue::Candidate;
use nosecrets_core::context::Words;
use nosecrets_core::program::TOKEN;
use nosecrets_core::{BUILTIN, Detector};

use crate::items::Item;
use crate::lexer::{self, Kind, Lexed, Token};
use crate::syntax::decode;

/// What a look at the literals of a file gave.
#[derive(Debug, Default)]
pub(crate) struct Hits {
    /// Literals and comments that hold a candidate.
    pub tokens: Vec<Token>,
    /// Literals that could be a piece of a credential.
    pub fragments: Vec<Token>,
    /// Comments that speak to us.
    pub directives: Vec<Token>,
    /// What the lexer said of the file.
    pub lexed: Lexed,
}

/// Finds the hits of a file.
pub(crate) fn hits(source: &[u8], file_words: &Words) -> Hits {
    let mut filter = Filter {
        source,
        words: FileWords::new(source, file_words),
        talks_to_us: memmem::find(source, crate::suppress::MARK).is_some(),
        has_join: has_join(source),
        scratch: Vec::new(),
    };
    let mut hits = Hits::default();
    let lexed = lexer::lex(source, |token| filter.sort(token, &mut hits));
    hits.lexed = lexed;
    hits
}

/// Drops the literals whose context can be in no name around them.
///
/// Names come from the literal's item and the path; that a word stands somewhere
/// else in the file is chance, mostly.
pub(crate) fn within_items(source: &[u8], items: &[Item], file_words: &Words, tokens: &mut Vec<Token>) {
    let mut filter: Option<(usize, Filter<'_>)> = None;
    tokens.retain(|token| {
        let at = items.partition_point(|item| item.range.end <= token.start);
        let Some(item) = items.get(at).filter(|item| item.range.contains(&token.start)) else { return true };
        if token.kind.is_comment() {
            return true;
        }
        if filter.as_ref().is_none_or(|(number, _)| *number != at) {
            let words = FileWords::new(&source[item.range.clone()], file_words);
            filter = Some((at, Filter { source, words, talks_to_us: false, has_join: false, scratch: Vec::new() }));
        }
        filter.as_mut().is_some_and(|(_, filter)| filter.holds_candidate(token))
    });
}

/// All literals and comments, as if each held a candidate.
pub(crate) fn everything(source: &[u8]) -> Hits {
    let mut hits = Hits::default();
    let lexed = lexer::lex(source, |token| {
        if token.kind.is_comment() && is_directive(&source[token.inner.clone()]) {
            hits.directives.push(token.clone());
        }
        if is_fragment(source, &token, &mut Vec::new()) {
            hits.fragments.push(token.clone());
        }
        hits.tokens.push(token);
    });
    hits.lexed = lexed;
    hits
}

struct Filter<'a> {
    source: &'a [u8],
    words: FileWords<'a>,
    talks_to_us: bool,
    has_join: bool,
    scratch: Vec<u8>,
}

impl Filter<'_> {
    fn sort(&mut self, token: Token, hits: &mut Hits) {
        if self.talks_to_us && token.kind.is_comment() && is_directive(&self.source[token.inner.clone()]) {
            hits.directives.push(token.clone());
        }
        if self.has_join && is_fragment(self.source, &token, &mut self.scratch) {
            hits.fragments.push(token.clone());
        }
        if token.inner.len() >= BUILTIN.min_len as usize && self.holds_candidate(&token) {
            hits.tokens.push(token);
        }
    }

    fn holds_candidate(&mut self, token: &Token) -> bool {
        let mut scratch = std::mem::take(&mut self.scratch);
        let value = value_of(self.source, token, &mut scratch);
        let found = self.may_match(value)
            || (!token.kind.is_comment() && decode::layers(value).iter().any(|layer| self.may_match(&layer.bytes)))
            // A list of numbers may be a credential as it is written.
            || (token.kind == Kind::Array && self.may_match(&self.source[token.start..token.end]));
        self.scratch = scratch;
        found
    }

    fn may_match(&mut self, value: &[u8]) -> bool {
        let mut found = false;
        BUILTIN.candidates(value, &mut |candidate| {
            found = found || self.words.may_be(&candidate, value);
        });
        found
    }
}

/// The value of a token: borrowed from the source where it stands there.
pub(crate) fn value_of<'a>(source: &'a [u8], token: &Token, scratch: &'a mut Vec<u8>) -> &'a [u8] {
    if token.kind == Kind::Array {
        let elements = lexer::decode_array(source, token.inner.clone());
        scratch.clear();
        if let Some(decoded) = elements.as_ref().and_then(|elements| elements.decoded()) {
            scratch.extend_from_slice(&decoded.bytes);
        }
        scratch
    } else if token.escaped {
        scratch.clear();
        lexer::decode(token.kind, &source[token.inner.clone()], scratch);
        scratch
    } else {
        &source[token.inner.clone()]
    }
}

/// Which context words a file has anywhere, looked up when one is asked for.
pub(crate) struct FileWords<'a> {
    source: &'a [u8],
    path: &'a Words,
    /// For each word of [`WordIndex`] whether it is there.
    present: Option<Vec<bool>>,
    /// What is known of each detector's words.
    fits: Vec<Option<bool>>,
}

/// The context words of all detectors, each up to its first underscore: one
/// search finds all of them.
struct WordIndex {
    automaton: Option<AhoCorasick>,
    numbers: HashMap<&'static str, usize>,
}

impl WordIndex {
    fn get() -> &'static WordIndex {
        static INDEX: OnceLock<WordIndex> = OnceLock::new();
        INDEX.get_or_init(|| {
            let words = BUILTIN.detectors.iter().flat_map(|detector| detector.context.iter().chain(detector.kind));
            let mut parts: Vec<&str> = words.map(|word| first_part(word)).collect();
            parts.sort_unstable();
            parts.dedup();
            let builder = &mut AhoCorasick::builder();
            let automaton = builder.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA)).build(&parts).ok();
            WordIndex {
                automaton,
                numbers: parts.into_iter().enumerate().map(|(number, part)| (part, number)).collect(),
            }
        })
    }

    /// For each word whether `source` holds it.
    fn present_in(&self, source: &[u8]) -> Vec<bool> {
        // Without an automaton every word may be there.
        let Some(automaton) = &self.automaton else { return vec![true; self.numbers.len()] };
        let mut present = vec![false; self.numbers.len()];
        for found in automaton.find_overlapping_iter(source) {
            present[found.pattern().as_usize()] = true;
        }
        present
    }
}

fn first_part(word: &'static str) -> &'static str {
    word.split('_').next().unwrap_or(word)
}

impl<'a> FileWords<'a> {
    pub(crate) fn new(source: &'a [u8], path: &'a Words) -> FileWords<'a> {
        FileWords { source, path, present: None, fits: Vec::new() }
    }

    /// Whether a candidate may turn out to be a credential.
    pub(crate) fn may_be(&mut self, candidate: &Candidate<'_>, value: &[u8]) -> bool {
        let token = &value[candidate.start..candidate.end];
        // The detectors of a shape differ little in what is plausible.
        let mut last = None;
        candidate.detectors.iter().any(|&index| {
            let detector = &BUILTIN.detectors[usize::from(index)];
            self.may_fit(index) && {
                let key = (detector.min_entropy, detector.classes);
                let known = last.filter(|(known, _)| *known == key);
                let (_, plausible) = *last.insert(known.unwrap_or_else(|| (key, detector.is_plausible(token))));
                plausible
            }
        })
    }

    /// Whether the context that a detector asks for may be around some value of
    /// the file.
    pub(crate) fn may_fit(&mut self, index: u16) -> bool {
        let detector = &BUILTIN.detectors[usize::from(index)];
        if detector.context.is_empty() {
            return true;
        }
        if self.fits.is_empty() {
            self.fits.resize(BUILTIN.detectors.len(), None);
        }
        if let Some(known) = self.fits[usize::from(index)] {
            return known;
        }
        let fits = self.look(detector);
        self.fits[usize::from(index)] = Some(fits);
        fits
    }

    fn look(&mut self, detector: &'static Detector) -> bool {
        [detector.context, detector.kind]
            .iter()
            .all(|words| words.is_empty() || words.iter().any(|word| self.path.contains(word) || self.has(word)))
    }

    /// Whether the file holds the word, up to its first underscore, in any case.
    fn has(&mut self, word: &'static str) -> bool {
        let index = WordIndex::get();
        let present = self.present.get_or_insert_with(|| index.present_in(self.source));
        index.numbers.get(first_part(word)).is_none_or(|&number| present[number])
    }
}

/// Whether a comment holds a suppression of ours.
fn is_directive(comment: &[u8]) -> bool {
    memmem::find(comment, crate::suppress::MARK).is_some()
}

/// The shortest piece of a credential that is looked at, unless it holds the
/// fixed part that the kind begins with.
const MIN_FRAGMENT: usize = 10;

/// Whether a literal could be a piece of a credential that is put together
/// from several: it ends with the beginning of one, or is random text.
///
/// A credential cut into pieces that are all shorter is not found, whether or
/// not the prefilter is on: [`syntax::fold`](crate::syntax) asks the same.
fn is_fragment(source: &[u8], token: &Token, scratch: &mut Vec<u8>) -> bool {
    if token.kind.is_comment() || matches!(token.kind, Kind::Char | Kind::Byte | Kind::Array) || token.inner.len() < 3 {
        return false;
    }
    is_piece(value_of(source, token, scratch))
}

/// Whether a value could be a piece of a credential.
pub(crate) fn is_piece(value: &[u8]) -> bool {
    let value = value.trim_ascii();
    let tail_len = value.iter().rev().take_while(|&&byte| TOKEN.contains(byte)).count();
    let tail = &value[value.len() - tail_len..];
    if tail.len() == value.len() && tail.len() >= MIN_FRAGMENT && is_mixed(tail) {
        return true;
    }
    tail.len() >= 3 && BUILTIN.opens(tail)
}

/// Whether digits and letters take turns, as they seldom do in words.
fn is_mixed(value: &[u8]) -> bool {
    let turns = value.windows(2).filter(|pair| {
        pair[0].is_ascii_digit() && pair[1].is_ascii_alphabetic()
            || pair[0].is_ascii_alphabetic() && pair[1].is_ascii_digit()
    });
    turns.count() >= 3
}

/// Whether strings may be put together somewhere in `source`.
pub(crate) fn has_join(source: &[u8]) -> bool {
    const CALLS: [&[u8]; 5] = [b"concat", b".join", b"push_str", b"format!", b"format_args!"];
    CALLS.iter().any(|call| memmem::find(source, call).is_some()) || has_plus(source)
}

/// Whether a `+` stands before what may be a string.
fn has_plus(source: &[u8]) -> bool {
    memchr::memchr_iter(b'+', source).any(|at| {
        let rest = &source[at + 1..];
        let rest = rest.strip_prefix(b"=").unwrap_or(rest);
        let blank = rest.iter().take(40).take_while(|byte| byte.is_ascii_whitespace()).count();
        match &rest[blank..] {
            [b'"' | b'&', ..] | [b'r', b'"' | b'#', ..] => true,
            [first, second, ..] => {
                first.is_ascii_uppercase() && (second.is_ascii_uppercase() || matches!(second, b'_' | b'0'..=b'9'))
            }
            _ => false,
        }
    })
}
