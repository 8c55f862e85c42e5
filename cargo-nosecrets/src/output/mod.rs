//! Output of the command, one module for each format.
//!
//! | format | module |
//! |---|---|
//! | as rustc writes diagnostics | [`human`] |
//! | one line each | [`short`] |
//! | our JSON document | [`json`] |
//! | cargo's messages | [`cargo_json`] |
//! | SARIF 2.1.0 | [`sarif`] |
//!
//! Excerpts come masked from the engine; no format reads a file again. The engine
//! [sanitises](nosecrets_engine::visible) excerpts; [`text`] sanitises paths, and [`harmless`]
//! JSON.

pub(crate) mod advice;
mod cargo_json;
pub(crate) mod file;
pub(crate) mod harmless;
pub(crate) mod human;
pub(crate) mod json;
pub(crate) mod progress;
pub(crate) mod sarif;
mod short;
mod snippet;
pub(crate) mod style;
pub(crate) mod summary;
pub(crate) mod text;
pub(crate) mod usage;

use std::io::{self, Write};

use nosecrets_engine::{Finding, Level, Report};

use crate::args::Form;
use crate::workspace::Scope;
use style::Styles;

/// A report, and how to show it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) report: &'a Report,
    pub(crate) scope: &'a Scope,
    pub(crate) styles: &'a Styles,
    /// How much detail to show for each finding.
    pub(crate) detail: advice::Detail,
}

impl<'a> View<'a> {
    /// Findings for other programs: all but the allowed ones.
    fn told(&self) -> impl Iterator<Item = &'a Finding> {
        self.report.findings.iter().filter(|finding| finding.level() != Level::Allow)
    }

    /// Notices that are not allowed.
    fn notices(&self) -> impl Iterator<Item = &'a nosecrets_engine::report::Notice> {
        self.report.notices.iter().filter(|notice| notice.level != Level::Allow)
    }
}

/// Writes the report in the given format.
pub(crate) fn write(form: Form, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    match form {
        Form::Human => human::write(view, out),
        Form::Short => short::write(view, out),
        Form::Json => json::write(view, out),
        Form::Sarif => sarif::write(view, out),
        Form::Cargo(rendered) => cargo_json::write(view, rendered, out),
    }
}

/// A level in the words of rustc, cargo and SARIF, which are alike here.
fn severity(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Allow => "note",
    }
}
