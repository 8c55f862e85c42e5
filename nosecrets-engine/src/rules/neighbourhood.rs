//! Decides from the source around a secret's name whether a rule may report it.
//!
//! A rule may report a name that a macro shows, a field that `Debug` shows, or a name in a literal
//! that holds its value too. Searching the bytes for these costs little. Any other name needs a
//! value elsewhere, which [`candidates`](super::candidates) looks for item by item.
//!
//! The answer may be yes where no rule reports anything, but never no where one would. So the
//! keywords searched for come from [`vocabulary`](super::vocabulary).

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;

use super::enclosing;
use super::secret::name::{self, Claim, Strength};
use super::secret::url;
use crate::lexer::{Token, indices_in, is_word_byte, token_at, value_of};
use crate::syntax::entries;

/// How far before a field its `derive` may be, in bytes.
const MAX_STRUCT: usize = 8000;

/// The names of secrets in one file.
pub(super) struct Neighbourhood<'s> {
    source: &'s [u8],
    /// All literals and comments, in order.
    tokens: &'s [Token],
    /// The claim of each name.
    claims: HashMap<&'s [u8], Option<Claim>>,
    /// Start of the literal that was asked about last, and whether it may hold both a name and
    /// its value.
    pair: Option<(usize, bool)>,
}

/// Which rules may report a name.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Concern {
    /// None.
    Nothing,
    /// Some rule, whether or not the name has a value.
    Certain,
    /// Rules that need a value for the name, which stands in that range.
    Value(Range<usize>, Claim),
}

impl<'s> Neighbourhood<'s> {
    pub(super) fn new(source: &'s [u8], tokens: &'s [Token]) -> Neighbourhood<'s> {
        Neighbourhood { source, tokens, claims: HashMap::new(), pair: None }
    }

    /// Decides about the name that contains a word.
    pub(super) fn concern(&mut self, word: &Range<usize>) -> Concern {
        match token_at(self.tokens, word.start) {
            Some(token) if token.kind.is_comment() => Concern::Nothing,
            Some(token) => self.name_in_text(token, word),
            None => self.name_in_code(ident(self.source, word)),
        }
    }

    /// Whether a place is in no literal and no comment.
    pub(super) fn is_in_code(&self, at: usize) -> bool {
        token_at(self.tokens, at).is_none()
    }

    /// Whether a place is in no comment.
    pub(super) fn is_in_comment(&self, at: usize) -> bool {
        token_at(self.tokens, at).is_some_and(|token| token.kind.is_comment())
    }

    /// The values of the literals that begin in a range.
    pub(super) fn literals(&self, range: Range<usize>) -> Vec<String> {
        let within = self.tokens[indices_in(self.tokens, &range)].iter();
        let mut scratch = Vec::new();
        let mut text = |token| String::from_utf8_lossy(value_of(self.source, token, &mut scratch)).into_owned();
        within.filter(|token| !token.kind.is_comment()).map(&mut text).collect()
    }

    fn name_in_code(&mut self, name: Range<usize>) -> Concern {
        match self.claim(&name) {
            None => Concern::Nothing,
            Some(claim) if self.is_shown(&name, claim) => Concern::Certain,
            Some(claim) => Concern::Value(name, claim),
        }
    }

    /// Whether a macro, an attribute or `Debug` shows what a name claims.
    fn is_shown(&self, name: &Range<usize>, claim: Claim) -> bool {
        let is_printed = || {
            enclosing::is_shown(self.source, self.tokens, name.start) || enclosing::is_instrumented(self.source, name)
        };
        (claim.strength == Strength::Strong && is_printed())
            || (may_be_field(&self.source[name.clone()], claim) && is_derived(self.source, name))
    }

    /// Decides about a name in a literal: an interpolated variable, or a key beside its value.
    fn name_in_text(&mut self, token: &Token, word: &Range<usize>) -> Concern {
        let is_shown = || enclosing::is_shown(self.source, self.tokens, token.start);
        if (is_interpolated(self.source, word) && is_shown()) || self.may_hold_pair(token) {
            return Concern::Certain;
        }
        self.claim(&token.inner).map_or(Concern::Nothing, |claim| Concern::Value(token.inner.clone(), claim))
    }

    /// Whether a name and its value may both stand in a literal. The answer is kept, for a long
    /// literal has many words.
    fn may_hold_pair(&mut self, token: &Token) -> bool {
        if let Some((_, may)) = self.pair.filter(|(start, _)| *start == token.start) {
            return may;
        }
        let mut scratch = Vec::new();
        let text = std::str::from_utf8(value_of(self.source, token, &mut scratch)).unwrap_or_default();
        let may = url::may_hold_pair(text.as_bytes()) || entries::keys(text).any(|key| name::claim(key).is_some());
        self.pair = Some((token.start, may));
        may
    }

    fn claim(&mut self, name: &Range<usize>) -> Option<Claim> {
        let name = &self.source[name.clone()];
        if name.len() > name::MAX_NAME {
            return None;
        }
        *self.claims.entry(name).or_insert_with(|| std::str::from_utf8(name).ok().and_then(name::claim))
    }
}

/// The identifier around a word, truncated on each side to the longest name.
fn ident(source: &[u8], word: &Range<usize>) -> Range<usize> {
    let (before, after) = (&source[..word.start], &source[word.end..]);
    let before = before.iter().rev().take(name::MAX_NAME).take_while(|&&byte| is_word_byte(byte)).count();
    let after = after.iter().take(name::MAX_NAME).take_while(|&&byte| is_word_byte(byte)).count();
    word.start - before..word.end + after
}

/// Whether a name in a literal is interpolated: `{name`.
fn is_interpolated(source: &[u8], name: &Range<usize>) -> bool {
    source[..ident(source, name).start].ends_with(b"{")
}

/// Whether `secret-in-debug` may report a field of that name.
fn may_be_field(name: &[u8], claim: Claim) -> bool {
    claim.strength == Strength::Strong || name == b"token"
}

/// Whether a name is a field of a type with derived traits.
fn is_derived(source: &[u8], name: &Range<usize>) -> bool {
    let before = &source[name.start.saturating_sub(MAX_STRUCT)..name.start];
    enclosing::is_field_of_text(source, name)
        && memmem::rfind(before, b"derive(").is_some_and(|derive| !holds_function(&before[derive..]))
}

/// Whether a function begins in code: then a name after it is a parameter or a variable.
fn holds_function(code: &[u8]) -> bool {
    let is_code = |at: usize| {
        let line = memchr::memrchr(b'\n', &code[..at]).map_or(0, |end| end + 1);
        !code[line..at].trim_ascii_start().starts_with(b"//")
    };
    memmem::find_iter(code, b"fn ").any(is_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The decision about the name that contains a word.
    fn concern_of(source: &str, word: &str) -> Concern {
        let at = source.find(word).unwrap();
        let mut tokens = Vec::new();
        crate::lexer::lex(source.as_bytes(), |token| tokens.push(token));
        Neighbourhood::new(source.as_bytes(), &tokens).concern(&(at..at + word.len()))
    }

    #[test]
    fn a_name_that_is_shown_concerns_a_rule() {
        for source in ["println!(\"{}\", password)", "#[derive(Debug)] struct A { password: String }"] {
            assert_eq!(concern_of(source, "passw"), Concern::Certain, "{source}");
        }
    }

    #[test]
    fn a_field_without_name_is_called_by_its_type() {
        for field in ["String", "pub String", "pub(crate) &'static str"] {
            let source = format!("#[derive(Debug)] struct ChallengePassword({field});");
            assert_eq!(concern_of(&source, "Passw"), Concern::Certain, "{field}");
        }
    }

    #[test]
    fn settings_in_a_literal_are_names_and_values() {
        let json = r##"f(r#"{ "password": "hunter2" }"#);"##;
        for source in [json, "f(\"host=db password=hunter2\");"] {
            assert_eq!(concern_of(source, "passw"), Concern::Certain, "{source}");
        }
        assert_eq!(concern_of("f(\"the password: none\");", "passw"), Concern::Nothing);
    }

    #[test]
    fn other_names_ask_for_a_value() {
        for source in ["fn f(password: &str) {}", "if a.password == b.password {}", "f(\"password\", x)"] {
            assert!(matches!(concern_of(source, "passw"), Concern::Value(..)), "{source}");
        }
        assert_eq!(concern_of("let password_hash = 1;", "passw"), Concern::Nothing);
    }
}
