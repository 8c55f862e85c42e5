//! The detectors of a run: those that are built in, and those of the user.

use nosecrets_detectors::spec::schema;
use nosecrets_detectors::{BUILTIN, Catalogue, Detector};

use crate::own::regexes::Regexes;
use crate::own::set::Own;

/// All detectors of a run; by default the built-in ones.
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

    /// The regexes of the user's.
    pub(crate) fn regexes(self) -> &'static Regexes {
        self.own.map_or(Regexes::NONE, Own::regexes)
    }

    /// The catalogues, each with the regexes of its detectors.
    pub(crate) fn searched(self) -> impl Iterator<Item = (&'static Catalogue, &'static Regexes)> {
        self.catalogues().zip([Regexes::NONE, self.regexes()])
    }

    /// All detectors: those that are built in, then those of the user, each sorted by id.
    pub fn all(self) -> impl Iterator<Item = &'static Detector> {
        self.catalogues().flat_map(Catalogue::detectors)
    }

    /// How a detector of the user is written.
    #[must_use]
    pub fn source(self, id: &str) -> Option<&'static schema::Detector> {
        self.own.and_then(|own| own.source(id))
    }
}
