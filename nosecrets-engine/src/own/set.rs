//! A user's detectors, checked and compiled.
//!
//! Apart from the reading of files, for every stage that asks for detectors needs this
//! type, and the reading needs every stage to hide what it quotes.

use nosecrets_detectors::Catalogue;
use nosecrets_detectors::spec::schema;

use super::regexes::Regexes;
use super::remark::Remark;
use crate::fitting::contexts::Contexts;

/// A user's detectors, in order.
///
/// As those that are built in they live as long as the process, for findings
/// refer to them.
#[derive(Debug)]
pub struct Own {
    catalogue: &'static Catalogue,
    /// How each is written, sorted by id.
    sources: Vec<schema::Detector>,
    contexts: Contexts,
    regexes: Regexes,
}

impl Own {
    /// Those of a catalogue, with how each is written.
    ///
    /// # Errors
    /// The regexes that cannot be compiled: nothing else is checked.
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

    /// The detectors as they are written, sorted by id.
    #[must_use]
    pub fn sources(&self) -> &[schema::Detector] {
        &self.sources
    }

    /// How the detector of that id is written.
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
