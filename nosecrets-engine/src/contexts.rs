//! In which kinds of code guesses are reported.
//!
//! A token of a known kind is reported wherever it stands. What only looks like
//! a secret is mostly made up in tests, examples and documents, and is nobody's
//! doing in generated code, so a rule that guesses stays silent there unless it
//! is asked.

use std::collections::BTreeMap;

use nosecrets_detectors::Group;

use crate::literal::Context;

/// Contexts in which the rules of each group may guess.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contexts {
    wanted: BTreeMap<Group, Vec<Context>>,
}

impl Contexts {
    /// Where the rules of a group guess if nothing else was set.
    pub const DEFAULT: &'static [Context] = &[Context::Production, Context::BuildScript];

    /// Sets all the contexts of a group.
    pub fn set(&mut self, group: Group, contexts: Vec<Context>) {
        self.wanted.insert(group, contexts);
    }

    /// Takes over everything that `other` sets.
    pub fn override_with(&mut self, other: Contexts) {
        self.wanted.extend(other.wanted);
    }

    /// Whether rules of `group` may guess in `context`.
    #[must_use]
    pub fn wants(&self, group: Group, context: Context) -> bool {
        self.of(group).contains(&context)
    }

    /// Whether any rule may guess in `context`.
    #[must_use]
    pub fn wants_any(&self, context: Context) -> bool {
        Group::ALL.iter().any(|&group| self.wants(group, context))
    }

    fn of(&self, group: Group) -> &[Context] {
        self.wanted.get(&group).map_or(Contexts::DEFAULT, Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_settings_guesses_are_made_in_code_that_ships_or_builds() {
        let contexts = Contexts::default();
        let wanted: Vec<_> = Context::ALL.iter().filter(|&&context| contexts.wants_any(context)).collect();
        assert_eq!(wanted, [&Context::Production, &Context::BuildScript]);
    }

    #[test]
    fn a_group_is_set_without_touching_the_others() {
        let mut contexts = Contexts::default();
        contexts.set(Group::Credential, vec![Context::Test]);
        assert!(contexts.wants(Group::Credential, Context::Test));
        assert!(!contexts.wants(Group::Credential, Context::Production));
        assert!(!contexts.wants(Group::CryptoConstant, Context::Test));
        assert!(contexts.wants(Group::CryptoConstant, Context::Production));
        assert!(contexts.wants_any(Context::Test));
    }
}
