//! The detectors of a run: those that are built in, and those of the user.

use nosecrets_detectors::nearest::distance;
use nosecrets_detectors::spec::schema;
use nosecrets_detectors::{BUILTIN, Catalogue, Detector, Group};

use crate::config::{ALL, NOTICES, WARNINGS};
use crate::own::set::Own;
use crate::rule::Rule;

/// All detectors of a run, and the names of all rules; those that are built in by default.
///
/// Nothing more is searched for where a user has none.
#[derive(Debug, Clone, Copy, Default)]
pub struct Detectors {
    own: Option<&'static Own>,
}

impl From<&'static Own> for Detectors {
    fn from(own: &'static Own) -> Detectors {
        Detectors { own: Some(own) }
    }
}

impl Detectors {
    /// Those of the user.
    #[must_use]
    pub fn own(self) -> Option<&'static Own> {
        self.own
    }

    /// These, or the other ones if these have none of a user.
    #[must_use]
    pub fn or(self, other: Detectors) -> Detectors {
        Detectors { own: self.own.or(other.own) }
    }

    /// The catalogues, the one that is built in first.
    pub(crate) fn catalogues(self) -> impl Iterator<Item = &'static Catalogue> {
        std::iter::once(&BUILTIN).chain(self.own.map(Own::catalogue))
    }

    /// All detectors: those that are built in, then those of the user, each sorted by id.
    pub fn all(self) -> impl Iterator<Item = &'static Detector> {
        self.catalogues().flat_map(Catalogue::detectors)
    }

    /// The rule of that id.
    #[must_use]
    pub fn rule(self, id: &str) -> Option<Rule> {
        let detector = self.catalogues().find_map(|catalogue| catalogue.by_id(id)).map(Rule::Detector);
        detector.or_else(|| Rule::semantic().find(|rule| rule.id == id).map(Rule::Semantic))
    }

    /// How a detector of the user is written.
    #[must_use]
    pub fn source(self, id: &str) -> Option<&'static schema::Detector> {
        self.own.and_then(|own| own.source(id))
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

    /// Whether levels and suppressions take a name for something: a rule, provider or group.
    #[must_use]
    pub fn is_name(self, name: &str) -> bool {
        self.is_rule(name)
            || self.is_provider(name)
            || Group::from_name(name).is_some()
            || [ALL, WARNINGS].contains(&name)
    }

    /// The known id that is most like a mistyped one.
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
