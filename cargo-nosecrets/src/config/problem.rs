//! A mistake in a configuration file, shown where it is.

use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Level, Snippet};

use crate::output::style::Styles;
use crate::output::{masks, text};

/// A mistake in a configuration file.
#[derive(Debug)]
pub(crate) struct Problem {
    /// The file.
    pub(super) path: PathBuf,
    /// Its text.
    pub(super) text: String,
    /// Where in it.
    pub(super) at: Range<usize>,
    /// What is wrong.
    pub(super) title: String,
    /// What was expected there.
    pub(super) label: String,
    /// What to write instead.
    pub(super) help: Option<String>,
}

impl Problem {
    /// The mistake as rustc would show it; credentials in the file are masked.
    pub(crate) fn render(&self, styles: &Styles, cwd: &Path) -> String {
        let source = masks::mask(&self.text);
        let mark = AnnotationKind::Primary.span(self.at.clone()).label(&self.label);
        let snippet = Snippet::source(source)
            .path(text::path(self.path.strip_prefix(cwd).unwrap_or(&self.path)))
            .annotation(mark);
        let group = Level::ERROR.primary_title(&self.title).element(snippet);
        let help = self.help.as_deref().map(|help| Level::HELP.message(help));
        styles.render(&[group.elements(help)])
    }
}
