//! Findings that were known before and do not count again.

use std::collections::BTreeSet;

use crate::Report;
use crate::finding::Status;

/// What a [suppression](Status::Suppressed) by a baseline is made by.
pub const BY: &str = "baseline";

/// The reason that is told.
const REASON: &str = "it was known before";

/// Findings that a team knows of and has not mended yet.
///
/// They are told by their [fingerprints](crate::Finding::fingerprint), so that they stay
/// known when the lines above them change, and a new value in their place does not.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    known: BTreeSet<String>,
}

impl Baseline {
    /// The baseline with these fingerprints.
    #[must_use]
    pub fn new(fingerprints: impl IntoIterator<Item = String>) -> Baseline {
        Baseline { known: fingerprints.into_iter().collect() }
    }

    /// Number of findings that it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Suppresses the findings of a report that it knows; how many of those that it knows
    /// the report does not have.
    pub fn apply(&self, report: &mut Report) -> usize {
        let mut met = BTreeSet::new();
        for finding in &mut report.findings {
            let Some(known) = self.known.get(finding.fingerprint()) else { continue };
            met.insert(known);
            if *finding.status() == Status::Active {
                finding.suppress(REASON, BY.to_owned());
            }
        }
        self.known.len() - met.len()
    }
}
