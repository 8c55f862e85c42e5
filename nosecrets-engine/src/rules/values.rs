//! Classifies the literals of a file by how likely they are secrets, before anything is parsed.
//!
//! A class may promise too much, but a value that a rule would report must not be ruled out. So
//! values are judged by the heuristics of [`value`] that hold under any name, and the keywords
//! searched for around them come from [`vocabulary`](super::vocabulary).

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use memchr::memmem;

use super::hard_coded_secret::{KEY_BYTES, without_scheme};
use super::secret::name::{Claim, Kind as Secret, Strength};
use super::secret::{shape, value};
use super::vocabulary::{CHOOSING_CODE, DEFAULT_FUNCTION, FALLBACK_METHODS, JOINS};
use crate::lexer::{Kind, Token, indices_in, value_of};
use crate::prefilter::has_join;

/// How far from a value the code may be that joins or chooses it, in bytes.
const NEAR: usize = 300;

/// The longest string that may be a secret, in bytes of the source.
const MAX_STRING: usize = 4096;

/// The longest array that may be one, in bytes of the source: each element takes up to six.
const MAX_ARRAY: usize = 6 * MAX_STRING;

/// How far before a value the head of a `default` function may be, in bytes.
const MAX_DEFAULT: usize = 4096;

/// A name that clearly denotes a password: any word can be its value.
const PASSWORD: Claim = Claim { kind: Secret::Password, strength: Strength::Strong };

/// The kinds of value that a group of names can have.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Demand {
    /// Some name claims to name a secret.
    pub is_any: bool,
    /// Some name clearly denotes a secret, so a default counts.
    pub is_strong: bool,
    /// Some name clearly denotes a password.
    pub is_password: bool,
    /// Some name may denote the value of a header.
    pub is_for_header: bool,
}

impl Demand {
    pub(super) fn of(claims: impl Iterator<Item = Claim>) -> Demand {
        claims.fold(Demand::default(), |demand, claim| {
            let is_strong = claim.strength == Strength::Strong;
            Demand {
                is_any: true,
                is_strong: demand.is_strong || is_strong,
                is_password: demand.is_password || claim == PASSWORD,
                is_for_header: demand.is_for_header || is_strong || claim.kind == Secret::Credential,
            }
        })
    }
}

/// How likely a literal is a secret.
#[derive(Debug, Clone, Copy, PartialEq)]
enum ValueClass {
    /// No secret under any name.
    NoSecret,
    /// Looks generated or calls itself a secret: a secret under any name that claims one.
    Random,
    /// A password, a fragment of a secret, or a default.
    Ambiguous,
    /// Reads like a word: a password or a default, but no fragment.
    Wordlike,
}

/// The literals of one file.
pub(super) struct Values<'s> {
    source: &'s [u8],
    /// All literals and comments, in order.
    tokens: &'s [Token],
    /// The class of each token, computed at the first question.
    classes: OnceCell<Vec<OnceCell<ValueClass>>>,
    /// Whether the file joins strings, computed at the first question.
    joins_anywhere: OnceCell<bool>,
}

impl<'s> Values<'s> {
    pub(super) fn new(source: &'s [u8], tokens: &'s [Token]) -> Values<'s> {
        Values { source, tokens, classes: OnceCell::new(), joins_anywhere: OnceCell::new() }
    }

    /// Indices of the literals and comments that begin in a range.
    pub(super) fn within(&self, range: &Range<usize>) -> Range<usize> {
        indices_in(self.tokens, range)
    }

    /// Where a literal begins.
    pub(super) fn start(&self, index: usize) -> usize {
        self.tokens[index].start
    }

    /// Whether a literal could have such a name where its constant is used.
    pub(super) fn may_meet_elsewhere(&self, index: usize, demand: Demand) -> bool {
        match self.class(index) {
            ValueClass::NoSecret => false,
            ValueClass::Random => true,
            ValueClass::Wordlike => demand.is_strong,
            ValueClass::Ambiguous => demand.is_strong || self.joins_anywhere(),
        }
    }

    /// Whether a literal could have such a name at `used_at`, where it stands or where its constant
    /// is used.
    pub(super) fn may_meet(&self, index: usize, used_at: usize, demand: Demand) -> bool {
        match self.class(index) {
            ValueClass::NoSecret => false,
            ValueClass::Random => true,
            class => {
                (demand.is_password && self.may_be_password(index))
                    || (class == ValueClass::Ambiguous && joins(self.around(used_at)))
                    || (demand.is_strong && self.may_be_default(used_at))
            }
        }
    }

    /// Whether the file joins strings anywhere.
    fn joins_anywhere(&self) -> bool {
        *self.joins_anywhere.get_or_init(|| has_join(self.source))
    }

    fn around(&self, at: usize) -> &'s [u8] {
        &self.source[at.saturating_sub(NEAR)..self.source.len().min(at + NEAR)]
    }

    /// Whether a value at a place may be a default: only a default may be weak and still be a
    /// secret.
    fn may_be_default(&self, at: usize) -> bool {
        let before = &self.source[at.saturating_sub(MAX_DEFAULT)..at];
        chooses(&before[before.len().saturating_sub(NEAR)..])
            || memmem::rfind(before, DEFAULT_FUNCTION.as_bytes()).is_some()
    }

    fn class(&self, index: usize) -> ValueClass {
        let classes = self.classes.get_or_init(|| vec![OnceCell::new(); self.tokens.len()]);
        *classes[index].get_or_init(|| classify(self.source, &self.tokens[index]))
    }

    fn may_be_password(&self, index: usize) -> bool {
        let mut scratch = Vec::new();
        let text = std::str::from_utf8(value_of(self.source, &self.tokens[index], &mut scratch));
        text.is_ok_and(value::may_be_password)
    }
}

/// Whether code chooses a value: by a fallback method, an arm, `else` or a default.
fn chooses(code: &[u8]) -> bool {
    static CHOOSING: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    let methods = || FALLBACK_METHODS.iter().map(|method| format!(".{method}"));
    let words = || methods().chain(CHOOSING_CODE.iter().map(|code| (*code).to_owned()));
    holds_any(code, CHOOSING.get_or_init(|| AhoCorasick::new(words()).ok()))
}

/// Whether code joins strings.
fn joins(code: &[u8]) -> bool {
    static JOINING: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    let words = || JOINS.iter().map(|join| join.spelling).chain(["+"]);
    holds_any(code, JOINING.get_or_init(|| AhoCorasick::new(words()).ok()))
}

/// Whether code holds a word of a searcher; without one it may.
fn holds_any(code: &[u8], searcher: &Option<AhoCorasick>) -> bool {
    searcher.as_ref().is_none_or(|searcher| searcher.is_match(code))
}

fn classify(source: &[u8], token: &Token) -> ValueClass {
    let max = match token.kind {
        Kind::Array if elements(source, token) <= *KEY_BYTES.end() => return ValueClass::Random,
        // Longer arrays are tables, but for strings that are written as bytes.
        Kind::Array => MAX_ARRAY,
        Kind::Char | Kind::Byte => return ValueClass::NoSecret,
        kind if kind.is_comment() => return ValueClass::NoSecret,
        _ => MAX_STRING,
    };
    if token.inner.len() < 3 || token.inner.len() > max {
        return ValueClass::NoSecret;
    }
    let mut scratch = Vec::new();
    match std::str::from_utf8(value_of(source, token, &mut scratch)) {
        Ok(text) => classify_text(without_scheme(text)),
        Err(_) if token.kind == Kind::Array => ValueClass::NoSecret,
        // Bytes that are no UTF-8 may be a key.
        Err(_) => ValueClass::Random,
    }
}

/// The number of elements of an array.
fn elements(source: &[u8], array: &Token) -> usize {
    1 + memchr::memchr_iter(b',', &source[array.inner.clone()]).count()
}

fn classify_text(text: &str) -> ValueClass {
    // A login or a query may stand in an address that is no secret itself.
    let may_hold_secret = shape::is_url(text) && text.contains(['@', '=']);
    if text.contains([' ', '\n', '\t']) || (value::is_no_fragment(text) && !may_hold_secret) {
        return ValueClass::NoSecret;
    }
    let is_word = text.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-' | b'.'));
    match () {
        () if value::may_be_drawn(text) => ValueClass::Random,
        () if is_word || shape::is_camel(text) => ValueClass::Wordlike,
        () => ValueClass::Ambiguous,
    }
}
