//! Which literals and comments of a Rust file are worth a closer look.
//!
//! The prefilter may only over-approximate: whatever the later stages could
//! report, it must let through. It reads each literal once, against the same
//! catalogue as the last stage, and differs from that only in what it does not
//! know yet, the names around a literal. For those it takes every word of the
//! file.

use std::ops::Range;

use memchr::memmem;
use nosecrets_detectors::context::Words;
use nosecrets_detectors::program::TOKEN;

use crate::detectors::Detectors;
use crate::fitting::{Fitting, Spelling};
use crate::items::Item;
use crate::lexer::{Kind, Token, value_of};
use crate::pare::{self, Leaf};
use crate::rules::vocabulary::JOINS;
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
}

/// Finds the hits among the literals and comments of a file.
pub(crate) fn hits(detectors: Detectors, source: &[u8], tokens: &[Token], fitting: &Fitting, path: &Words) -> Hits {
    let talks_to_us = memmem::find(source, crate::suppress::MARK).is_some();
    let has_join = has_join(source);
    let mut filter = Filter { source, fitting, scratch: Vec::new() };
    let mut hits = Hits::default();
    for token in tokens {
        if talks_to_us && token.kind.is_comment() && is_directive(&source[token.inner.clone()]) {
            hits.directives.push(token.clone());
        }
        if has_join && is_fragment(detectors, source, token, &mut filter.scratch) {
            hits.fragments.push(token.clone());
        }
        if token.inner.len() >= fitting.min_len() && filter.holds_candidate(token) && filter.names_itself(token, path) {
            hits.tokens.push(token.clone());
        }
    }
    hits
}

/// Drops the literals whose context can be in no name around them.
///
/// Names come from the literal's item, the heads of those that hold it, and the path;
/// that a word stands somewhere else in the file is chance, mostly.
pub(crate) fn within_items(source: &[u8], items: &[Item], fitting: &Fitting, path: &Words, tokens: &mut Vec<Token>) {
    let mut leaves = Leaves { source, items, item: 0..0, of_item: Vec::new() };
    let mut last: Option<(Range<usize>, Fitting)> = None;
    tokens.retain(|token| {
        // Only documentation belongs to an item.
        if token.kind.is_remark() {
            return true;
        }
        if last.as_ref().is_none_or(|(range, _)| !range.contains(&token.start)) {
            let Some(leaf) = leaves.at(token.start) else { return true };
            let mut text: Vec<&[u8]> = leaf.heads.iter().map(|head| &source[head.clone()]).collect();
            text.push(&source[leaf.range.clone()]);
            last = Some((leaf.range.clone(), fitting.of_parts(&text, path)));
        }
        last.as_ref().is_some_and(|(_, fitting)| Filter { source, fitting, scratch: Vec::new() }.holds_candidate(token))
    });
}

/// The innermost items of a file, those of one item at a time.
struct Leaves<'a> {
    source: &'a [u8],
    items: &'a [Item],
    item: Range<usize>,
    of_item: Vec<Leaf>,
}

impl Leaves<'_> {
    /// The one at a place; none between items.
    fn at(&mut self, at: usize) -> Option<&Leaf> {
        if !self.item.contains(&at) {
            let item = self.items[self.items.partition_point(|item| item.range.end <= at)..].first()?;
            self.item = item.range.clone();
            self.of_item = pare::leaves(self.source, item);
        }
        let leaf = self.of_item.partition_point(|leaf| leaf.range.end <= at);
        self.of_item.get(leaf).filter(|leaf| leaf.range.contains(&at))
    }
}

/// All literals and comments, as if each held a candidate.
pub(crate) fn everything(detectors: Detectors, source: &[u8], tokens: &[Token]) -> Hits {
    let mut hits = Hits::default();
    for token in tokens {
        if token.kind.is_comment() && is_directive(&source[token.inner.clone()]) {
            hits.directives.push(token.clone());
        }
        if is_fragment(detectors, source, token, &mut Vec::new()) {
            hits.fragments.push(token.clone());
        }
        hits.tokens.push(token.clone());
    }
    hits
}

struct Filter<'a> {
    source: &'a [u8],
    fitting: &'a Fitting,
    scratch: Vec<u8>,
}

impl Filter<'_> {
    /// Whether a candidate's context can be there: what is said in a comment is named by
    /// nothing but itself and the path.
    fn names_itself(&self, token: &Token, path: &Words) -> bool {
        !token.kind.is_remark() || {
            let fitting = self.fitting.of_parts(&[&self.source[token.range()]], path);
            Filter { fitting: &fitting, scratch: Vec::new(), ..*self }.holds_candidate(token)
        }
    }

    fn holds_candidate(&mut self, token: &Token) -> bool {
        let mut scratch = std::mem::take(&mut self.scratch);
        let value = value_of(self.source, token, &mut scratch);
        let spelling = Spelling::of(token);
        let may_match = |value: &[u8], spelling| self.fitting.may_match(value, spelling);
        // What is decoded may name its provider where the source does not.
        let may_match_decoded = |value: &[u8]| {
            self.fitting.with_words_of(value).as_ref().unwrap_or(self.fitting).may_match(value, Spelling::Decoded)
        };
        let found = may_match(value, spelling)
            || (hides_words(self.source, token) && may_match_decoded(value))
            || (!token.kind.is_comment() && decode::layers(value).iter().any(|layer| may_match_decoded(&layer.bytes)))
            // A list of numbers may be a credential as it is written.
            || (token.kind == Kind::Array && may_match(&self.source[token.start..token.end], Spelling::Verbatim(token.start)));
        self.scratch = scratch;
        found
    }
}

/// Whether words of the value may be spelled so that no reader of the source's
/// bytes sees them: as numbers, or in a continued line.
fn hides_words(source: &[u8], token: &Token) -> bool {
    let spelled = || &source[token.inner.clone()];
    token.kind == Kind::Array
        || (token.escaped
            && [&b"\\x"[..], b"\\u", b"\\\n", b"\\\r"].iter().any(|part| memmem::find(spelled(), part).is_some()))
}

/// Whether a comment holds a suppression of ours.
fn is_directive(comment: &[u8]) -> bool {
    memmem::find(comment, crate::suppress::MARK).is_some()
}

/// The shortest piece of a credential that is looked at, unless it holds the
/// fixed part that the kind begins with.
const MIN_FRAGMENT: usize = 10;

/// Whether a literal could be a piece of a credential that is put together
/// from several: its last word holds the beginning of one, or it is random text.
///
/// A credential cut into pieces that are all shorter is not found, whether or
/// not the prefilter is on: [`syntax::fold`](crate::syntax) asks the same.
fn is_fragment(detectors: Detectors, source: &[u8], token: &Token, scratch: &mut Vec<u8>) -> bool {
    if token.kind.is_comment() || matches!(token.kind, Kind::Char | Kind::Byte | Kind::Array) || token.inner.len() < 3 {
        return false;
    }
    is_piece(detectors, value_of(source, token, scratch))
}

/// Whether a value could be a piece of a credential.
pub(crate) fn is_piece(detectors: Detectors, value: &[u8]) -> bool {
    let value = value.trim_ascii();
    let is_token = || value.iter().all(|&byte| TOKEN.contains(byte));
    if value.len() >= MIN_FRAGMENT && is_mixed(value) && is_token() {
        return true;
    }
    // The last word whole: an address or a connection string holds other signs.
    let word_len = value.iter().rev().take_while(|byte| byte.is_ascii_graphic()).count();
    let word = &value[value.len() - word_len..];
    detectors.catalogues().any(|catalogue| catalogue.opens(word)) || detectors.regexes().opens(word)
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
    JOINS.iter().any(|join| memmem::find(source, join.spelling.as_bytes()).is_some()) || has_plus(source)
}

/// Whether a `+` stands before what may be a text: a literal or a constant, or a
/// variable if the file makes texts that can grow.
fn has_plus(source: &[u8]) -> bool {
    const GROWING: [&[u8]; 4] = [b"String", b"to_owned", b"to_string", b"into"];
    let mut before_name = false;
    let before_text = memchr::memchr_iter(b'+', source).any(|at| {
        let operand = operand_after(&source[at + 1..]);
        before_name |= operand == Operand::Name;
        operand == Operand::Text
    });
    before_text || (before_name && GROWING.iter().any(|word| memmem::find(source, word).is_some()))
}

/// What stands after a `+`, as far as its first bytes tell.
#[derive(PartialEq)]
enum Operand {
    Text,
    Name,
    Other,
}

fn operand_after(rest: &[u8]) -> Operand {
    let rest = rest.strip_prefix(b"=").unwrap_or(rest);
    let skipped = rest.iter().take_while(|byte| byte.is_ascii_whitespace() || b"(&*".contains(byte)).count();
    match &rest[skipped..] {
        // After a comment anything may come.
        [b'"', ..] | [b'r', b'"' | b'#', ..] | [b'/', b'/' | b'*', ..] => Operand::Text,
        [b'A'..=b'Z', b'A'..=b'Z' | b'_' | b'0'..=b'9', ..] => Operand::Text,
        [b'a'..=b'z' | b'_' | b':' | b'$', ..] => Operand::Name,
        _ => Operand::Other,
    }
}
