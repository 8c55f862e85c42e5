//! One line for each finding, like `rustc --error-format short`.

use std::io::{self, Write};
use std::path::Path;

use nosecrets_engine::Finding;
use nosecrets_engine::location::Location;
use nosecrets_engine::report::Notice;

use super::{View, severity, text};

/// Writes all findings and notices that count.
pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    for finding in view.report.active() {
        writeln!(out, "{}", finding_line(finding))?;
    }
    for notice in view.notices() {
        writeln!(out, "{}", notice_line(notice))?;
    }
    Ok(())
}

/// A finding on one line.
pub(super) fn finding_line(finding: &Finding) -> String {
    format!(
        "{}: {}[{}]: {}",
        place(finding.path(), &finding.primary().location),
        severity(finding.level()),
        finding.rule().id(),
        finding.headline()
    )
}

/// A notice on one line.
pub(super) fn notice_line(notice: &Notice) -> String {
    let level = severity(notice.level);
    let place = place(&notice.path, &notice.location);
    format!("{place}: {level}[{}]: {}", notice.id, notice.message)
}

fn place(path: &Path, at: &Location) -> String {
    format!("{}:{}:{}", text::path(path), at.line, at.column)
}
