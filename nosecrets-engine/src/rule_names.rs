//! The names by which settings and suppressions call rules, one or many at once.
//!
//! Here detectors and semantic rules become one list. [`Detectors`] and [`Levels`]
//! themselves know no semantic rule, for the rules read the configuration.

use nosecrets_detectors::Group;
use nosecrets_detectors::nearest::distance;

use crate::config::{Level, Levels};
use crate::detectors::Detectors;
use crate::rule::{Rule, Semantic};
use crate::rules;

/// Ids of the notices about suppressions, which have levels too.
pub const NOTICES: &[&str] = &["unused-suppression", "unknown-rule", "missing-reason", "malformed-suppression"];

/// The name for every rule.
const ALL: &str = "all";

/// The name for every warning.
const WARNINGS: &str = "warnings";

/// An error: a level was set for a name that nothing has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRule {
    /// The name.
    pub name: String,
    /// The known name most like it, if any is close.
    pub nearest: Option<String>,
}

impl Rule {
    /// All semantic rules.
    pub fn semantic() -> impl Iterator<Item = &'static Semantic> {
        rules::ALL.iter().map(|check| check.rule)
    }
}

impl Detectors {
    /// The rule of that id.
    #[must_use]
    pub fn rule(self, id: &str) -> Option<Rule> {
        let detector = self.catalogues().find_map(|catalogue| catalogue.by_id(id)).map(Rule::Detector);
        detector.or_else(|| Rule::semantic().find(|rule| rule.id == id).map(Rule::Semantic))
    }

    /// Whether a detector, rule or notice has that id.
    #[must_use]
    pub fn is_rule(self, id: &str) -> bool {
        self.rule(id).is_some() || NOTICES.contains(&id)
    }

    /// Whether a provider has that id.
    #[must_use]
    pub fn is_provider(self, id: &str) -> bool {
        self.all().any(|detector| detector.provider == id)
    }

    /// Whether a name means anything to levels and suppressions.
    #[must_use]
    pub fn is_name(self, name: &str) -> bool {
        self.is_rule(name)
            || self.is_provider(name)
            || Group::from_name(name).is_some()
            || [ALL, WARNINGS].contains(&name)
    }

    /// The known id most like a mistyped one, if any is close.
    #[must_use]
    pub fn nearest(self, id: &str) -> Option<String> {
        let detectors = self.all().flat_map(|detector| [detector.id, detector.provider]);
        let rules = Rule::semantic().map(|rule| rule.id);
        let known = detectors.chain(rules).chain(NOTICES.iter().copied());
        let len = id.chars().count();
        // Names as long as a file are far from all others.
        known
            .filter(|known| len.abs_diff(known.len()) <= 2 + known.len() / 4)
            .map(|known| (distance(id, known), known))
            .filter(|(distance, known)| *distance <= 2 + known.len() / 4)
            .min()
            .map(|(_, known)| known.to_owned())
    }
}

impl Levels {
    /// Sets the level of a detector, a notice, a provider, a group or `all`. The more
    /// specific name wins whatever the order; of two of one kind the later wins.
    ///
    /// # Errors
    /// If nothing that is built in has the name.
    pub fn set(&mut self, name: &str, level: Level) -> Result<(), UnknownRule> {
        self.set_among(Detectors::default(), name, level)
    }

    /// Sets a level as [`Levels::set`] does; `detectors` have names too.
    ///
    /// # Errors
    /// If nothing has the name.
    pub fn set_among(&mut self, detectors: Detectors, name: &str, level: Level) -> Result<(), UnknownRule> {
        let name = name.strip_prefix("nosecrets::").unwrap_or(name).replace('_', "-");
        if name == WARNINGS {
            self.deny_warnings = level == Level::Deny;
        } else if name == ALL {
            for &group in Group::ALL {
                self.groups.insert(group, level);
            }
        } else if let Some(group) = Group::from_name(&name) {
            self.groups.insert(group, level);
        } else if detectors.is_rule(&name) {
            self.rules.insert(name, level);
        } else if detectors.is_provider(&name) {
            self.providers.insert(name, level);
        } else {
            return Err(UnknownRule { nearest: detectors.nearest(&name), name });
        }
        Ok(())
    }
}
