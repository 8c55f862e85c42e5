//! A user's detectors, checked and compiled.
//!
//! This type stands apart from the code that reads it from files: every stage queries detectors,
//! and the reading code needs every stage to mask what it quotes.

use nosecrets_detectors::Catalogue;
use nosecrets_detectors::spec::schema;

use super::regexes::Regexes;
use super::remark::Remark;
use crate::fitting::contexts::Contexts;

/// A user's detectors, in order.
///
/// They live as long as the process, as built-in detectors do, because findings refer to them.
#[derive(Debug)]
pub struct Own {
    catalogue: &'static Catalogue,
    /// The source of each detector, sorted by id.
    sources: Vec<schema::Detector>,
    contexts: Contexts,
    regexes: Regexes,
}

impl Own {
    /// Takes a compiled catalogue and the sources of its detectors, and compiles their regexes.
    ///
    /// # Errors
    /// A remark for each regex that cannot be compiled. Nothing else is checked.
    pub fn new(catalogue: &'static Catalogue, mut sources: Vec<schema::Detector>) -> Result<&'static Own, Vec<Remark>> {
        let regexes = Regexes::new(catalogue, &sources)?;
        sources.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(Box::leak(Box::new(Own { catalogue, sources, contexts: Contexts::of(catalogue), regexes })))
    }

    /// The detectors, compiled.
    #[must_use]
    pub fn catalogue(&self) -> &'static Catalogue {
        self.catalogue
    }

    /// The sources of the detectors, sorted by id.
    #[must_use]
    pub fn sources(&self) -> &[schema::Detector] {
        &self.sources
    }

    /// The source of the detector with that id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&schema::Detector> {
        self.sources.iter().find(|source| source.id == id)
    }

    pub(crate) fn regexes(&self) -> &Regexes {
        &self.regexes
    }

    pub(crate) fn contexts(&self) -> &Contexts {
        &self.contexts
    }
}
