//! Which detectors a report would show.
//!
//! Most files hold nothing, so the first look at a file is for what would be
//! shown: an identifier that opens nothing alone is by default not. Where that
//! look finds something, a second one is for everything, because an identifier
//! completes a pair, is masked, and may be what a value is rather than a secret.

use nosecrets_detectors::Catalogue;

use crate::config::{Config, Level};
use crate::rule::Rule;

/// For each detector of each catalogue whether its findings are shown.
#[derive(Debug)]
pub(crate) struct Wanted(Vec<Vec<bool>>);

impl Wanted {
    /// Those that the levels of a configuration show.
    pub(crate) fn of(config: &Config) -> Wanted {
        let by_group = config.levels.by_group();
        let wanted = |catalogue: &'static Catalogue| -> Vec<bool> {
            let levels: Vec<Level> = match &by_group {
                // Detectors need not be read for that.
                Some(level) => catalogue.tiers().map(|tier| level(tier.group())).collect(),
                None => catalogue.detectors().iter().map(|known| config.levels.of(Rule::Detector(known))).collect(),
            };
            levels.into_iter().map(|level| level != Level::Allow).collect()
        };
        Wanted(config.detectors.catalogues().map(wanted).collect())
    }

    /// Those of the catalogue that is built in.
    pub(crate) fn builtin(&self) -> &[bool] {
        &self.0[0]
    }

    /// Those of the user's.
    pub(crate) fn own(&self) -> Option<&[bool]> {
        self.0.get(1).map(Vec::as_slice)
    }
}
