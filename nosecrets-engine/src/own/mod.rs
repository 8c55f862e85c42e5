//! Detectors of users: the `[[detector]]`s of a `nosecrets.toml`.
//!
//! They are data as those that are built in are, compiled and checked as the
//! codegen does it, and searched for after them.
//!
//! * [`written`]: the tables of a file, with their places
//! * [`check`]: what is wrong with them, and whom they clash with

pub mod check;
pub mod written;

use std::path::Path;
use std::sync::Arc;

use nosecrets_detectors::Catalogue;
use nosecrets_detectors::spec::schema;

use crate::detectors::Detectors;
use crate::fitting::Contexts;
use crate::settings::Problem;

/// Detectors of a user that are in order.
///
/// As those that are built in they live as long as the process, for findings
/// refer to them.
#[derive(Debug)]
pub struct Own {
    catalogue: &'static Catalogue,
    /// How each is written, sorted by id.
    sources: Vec<schema::Detector>,
    contexts: Contexts,
}

impl Own {
    /// Those of a catalogue that needs no check, with how each is written.
    #[must_use]
    pub fn new(catalogue: &'static Catalogue, mut sources: Vec<schema::Detector>) -> &'static Own {
        sources.sort_by(|a, b| a.id.cmp(&b.id));
        Box::leak(Box::new(Own { catalogue, sources, contexts: Contexts::of(catalogue) }))
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

    pub(crate) fn contexts(&self) -> &Contexts {
        &self.contexts
    }
}

/// Reads and checks the detectors in the text of the `nosecrets.toml` at `path`.
///
/// A text that is no TOML has none: whoever reads its other settings says so.
///
/// # Errors
/// Every mistake in them.
pub fn read(path: &Path, text: &Arc<str>) -> Result<Detectors, Vec<Problem>> {
    if !written::are_in(text) {
        return Ok(Detectors::default());
    }
    let problem = |at, title: String| Problem::new(path, Arc::clone(text), at, title, "");
    let written = written::parse(text).map_err(|(at, title)| vec![problem(at, title)])?;
    check::check(&written).map(Detectors::from).map_err(|wrong| wrong.problems(path, text, &written))
}
