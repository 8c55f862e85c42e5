//! Mistakes in settings files and in users' detectors.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A mistake in a file, and where it is.
#[derive(Debug)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// Its text, which all its mistakes share.
    pub text: Arc<str>,
    /// Where in it.
    pub at: Range<usize>,
    /// What is wrong.
    pub title: String,
    /// What was expected there.
    pub label: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl Problem {
    /// A mistake at a place of a file.
    #[must_use]
    pub fn new(path: &Path, text: impl Into<Arc<str>>, at: Range<usize>, title: String, label: &str) -> Problem {
        Problem { path: path.to_path_buf(), text: text.into(), at, title, label: label.to_owned(), help: None }
    }

    /// Line of the mistake, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        let before = self.text.get(..self.at.start).unwrap_or(&self.text);
        1 + before.matches('\n').count()
    }
}
