//! Which items of a file concern a rule.
//!
//! Parsing every item that holds the name of a secret would take longer than the scan. Most rules
//! need more than the name: a value that could be the secret, in the item or in a constant that it
//! uses, or a macro that shows the name. Other places are enough alone, such as a call of a sink.
//!
//! ```text
//! const DEFAULT: &str = "hunter2";                   value
//!                           |
//! fn open() { let password = read().unwrap_or(DEFAULT); }     name and use of a value: parsed
//!
//! fn login(user: &str, password: &str) { .. }        name, and no value
//!                          |
//! fn main() { login("ann", "hunter2") }              call of the name and value: parsed
//! ```
//!
//! So there are two lists: places that are enough alone, and names that claim to be secrets, which
//! need a value in the same item. A call of a function counts as a claim if a parameter makes one,
//! and the use of a constant counts as a value if the constant could be a secret. Claims without a
//! value in their part of the file, as its [`outline`] tells, are dropped. If nothing is left, the
//! file is not cut into items.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use memchr::memmem;

use super::occurrences::Occurrences;
use super::outline;
use super::secret::name::Claim;
use super::values::{Demand, Values};
use super::vocabulary::HEADER_VALUE;
use crate::lexer::{Token, is_word_byte};

/// How far behind a name a constant of another file may be, in bytes.
const MAX_ASSIGNMENT: usize = 100;

/// How far before a function the attributes on it may have a value for its names, in bytes.
const MAX_ATTRIBUTES: usize = 300;

/// Where the rules may report something in one file.
pub(crate) struct RuleCandidates<'s> {
    source: &'s [u8],
    tokens: &'s [Token],
    values: Values<'s>,
    /// Places that are enough alone, in order.
    places: Vec<usize>,
    /// Names, with what they claim, in order.
    claims: Vec<(Range<usize>, Claim)>,
    /// Names of constants where they are used, with the index of a literal in each, in order.
    uses: Vec<(Range<usize>, usize)>,
    /// Places where the value of a header is made, in order.
    headers: Vec<usize>,
    /// Names of the constants of the file, computed when one is asked for.
    constants: OnceCell<HashSet<&'s [u8]>>,
}

impl<'s> RuleCandidates<'s> {
    pub(super) fn new(source: &'s [u8], tokens: &'s [Token]) -> RuleCandidates<'s> {
        let values = Values::new(source, tokens);
        RuleCandidates {
            source,
            tokens,
            values,
            places: Vec::new(),
            claims: Vec::new(),
            uses: Vec::new(),
            headers: Vec::new(),
            constants: OnceCell::new(),
        }
    }

    /// Adds a place that is enough alone.
    pub(super) fn add_place(&mut self, at: usize) {
        self.places.push(at);
    }

    /// Adds a name that claims to name a secret.
    pub(super) fn add_claim(&mut self, name: &Range<usize>, claim: Claim) {
        let constants = || self.constants.get_or_init(|| outline::constants(self.source).collect());
        if constant_behind(self.source, name.end).is_some_and(|constant| !constants().contains(constant)) {
            self.places.push(name.start);
        }
        self.claims.push((name.clone(), claim));
    }

    /// Follows names to calls and constants to uses, and drops the names without a value.
    pub(super) fn finish(&mut self) {
        self.places.sort_unstable();
        self.claims.sort_by_key(|(name, _)| name.start);
        let demand = Demand::of(self.claims.iter().map(|(_, claim)| *claim));
        if demand.is_for_header {
            self.headers = memmem::find_iter(self.source, HEADER_VALUE).collect();
        }
        let constants = if demand.is_any { self.constants_for(demand) } else { Vec::new() };
        if !constants.is_empty() || self.holds_value(&(0..self.source.len()), demand) {
            self.follow_parameters();
            self.drop_claims_without_value(constants);
        } else {
            self.claims.clear();
        }
    }

    /// Returns the names of constants that could meet a demand, with the index of a literal in each.
    fn constants_for(&self, demand: Demand) -> Vec<(Range<usize>, usize)> {
        let literals = (0..self.tokens.len()).filter(|&index| self.values.may_meet_elsewhere(index, demand));
        let constant = |index| Some((outline::constant_of(self.source, self.values.start(index))?, index));
        let mut constants: Vec<_> = literals.filter_map(constant).collect();
        constants.dedup_by(|next, known| next.0 == known.0);
        constants
    }

    /// Adds the calls of functions whose parameters claim something.
    fn follow_parameters(&mut self) {
        let function = |(name, claim): &(_, Claim)| Some((outline::function_of(self.source, name)?, *claim));
        let functions = self.claims.iter().filter_map(function).collect();
        let Some(functions) = Occurrences::of(self.source, functions) else { return };
        let is_call = |end: usize| self.source[end..].trim_ascii_start().starts_with(b"(");
        let calls = functions.within(0..self.source.len()).filter(|(name, _)| is_call(name.end));
        self.claims.extend(calls);
        self.claims.sort_by_key(|(name, _)| name.start);
    }

    /// Keeps the claims that may have a value in their part of the file, and notes where that
    /// part uses constants.
    fn drop_claims_without_value(&mut self, constants: Vec<(Range<usize>, usize)>) {
        let constants = Occurrences::of(self.source, constants);
        let claims = std::mem::take(&mut self.claims);
        for part in outline::parts(self.source, self.tokens) {
            let claims = between(&claims, &part);
            if claims.is_empty() {
                continue;
            }
            let noted = self.uses.last().map_or(0, |(name, _)| name.end);
            let part = part.start.saturating_sub(MAX_ATTRIBUTES)..part.end;
            let uses = constants.iter().flat_map(|constants| constants.within(part.start.max(noted)..part.end));
            self.uses.extend(uses);
            if self.holds_value(&part, Demand::of(claims.iter().map(|(_, claim)| *claim))) {
                self.claims.extend_from_slice(claims);
            }
        }
    }

    /// Whether no rule can report anything in the file.
    pub(crate) fn is_empty(&self) -> bool {
        self.places.is_empty() && self.claims.is_empty()
    }

    /// Whether an item may concern a rule.
    pub(crate) fn concern(&self, item: &Range<usize>) -> bool {
        let from = self.places.partition_point(|&at| at < item.start);
        let claims = between(&self.claims, item).iter().map(|(_, claim)| *claim);
        self.places.get(from).is_some_and(|&at| at < item.end) || self.holds_value(item, Demand::of(claims))
    }

    /// Whether a range may hold a value that meets a demand.
    fn holds_value(&self, range: &Range<usize>, demand: Demand) -> bool {
        if !demand.is_any {
            return false;
        }
        let header = self.headers.partition_point(|&at| at < range.start);
        let uses = between(&self.uses, range).iter().map(|(name, index)| (name.start, *index));
        let literals = self.values.within(range).map(|index| (self.values.start(index), index));
        literals.chain(uses).any(|(at, index)| self.values.may_meet(index, at, demand))
            || (demand.is_for_header && self.headers.get(header).is_some_and(|&at| at < range.end))
    }
}

/// Returns the names that begin in a range, of names that are in order.
fn between<'n, T>(names: &'n [(Range<usize>, T)], range: &Range<usize>) -> &'n [(Range<usize>, T)] {
    let from = names.partition_point(|(name, _)| name.start < range.start);
    &names[from..names.partition_point(|(name, _)| name.start < range.end)]
}

/// What may be a constant, by its capitals, and gives its value to the name that ends at a place:
/// `password: config::DEFAULT`, `.password(&DEFAULT)`, `"password", DEFAULT`.
fn constant_behind(source: &[u8], end: usize) -> Option<&[u8]> {
    let code = &source[end..source.len().min(end + MAX_ASSIGNMENT)];
    let code = match code {
        [b'"', rest @ ..] => rest.trim_ascii_start().strip_prefix(b",")?,
        [b'(', rest @ ..] => rest,
        code => {
            let statement = &code[..memchr::memchr3(b',', b';', b'{', code).unwrap_or(code.len())];
            let sign = memchr::memchr(b'=', statement).or_else(|| memchr::memchr(b':', statement))?;
            &statement[sign + 1..]
        }
    };
    let is_path = |byte: &u8| is_word_byte(*byte) || matches!(byte, b':' | b'&' | b'(' | b' ');
    let path = &code[..code.iter().position(|byte| !is_path(byte)).unwrap_or(code.len())];
    let name = path.rsplit(|&byte| !is_word_byte(byte)).find(|word| !word.is_empty())?;
    let is_constant = name.len() > 1 && name[0].is_ascii_uppercase() && !name.iter().any(u8::is_ascii_lowercase);
    is_constant.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_may_give_its_value_to_a_name() {
        let constant = |code: &str| constant_behind(code.as_bytes(), "password".len()).is_some();
        for code in [
            "password: config::DEFAULT,",
            "password: &str = DEFAULT;",
            "password(crate::DEFAULT)",
            "password(String::from(DEFAULT))",
            "password = Some(&super::DEFAULT)",
            "password\", DEFAULT)",
        ] {
            assert!(constant(code), "{code}");
        }
        for code in ["password, DEFAULT", "password: String, X", "password() && X"] {
            assert!(!constant(code), "{code}");
        }
    }
}
