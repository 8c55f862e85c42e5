//! What is written to standard error beside the report.

use std::collections::BTreeMap;
use std::io::{self, Write};

use annotate_snippets::Level as Title;
use nosecrets_engine::report::Skipped;
use nosecrets_engine::{Finding, Level, Report, Status};

use super::style::Styles;
use super::text;
use crate::args::Args;
use crate::workspace::Scope;

/// Names everything that made the run incomplete. With `--verbose`, also names what was left out on
/// purpose.
pub(crate) fn warnings(
    report: &Report,
    scope: &Scope,
    args: &Args,
    styles: &Styles,
    err: &mut dyn Write,
) -> io::Result<()> {
    let mut warn = |title: &str| err.write_all(styles.message(Title::WARNING, title, &[]).as_bytes());
    if let Some(warning) = &scope.warning {
        warn(warning)?;
    }
    for skipped in report.skipped.iter().filter(|skipped| skipped.why.is_error()) {
        warn(&format!("cannot read `{}`: {}", text::path(&skipped.path), skipped.why.explain()))?;
    }
    // It is not a mistake to have nothing staged.
    let is_odd = report.stats.files == 0 && report.skipped.is_empty() && scope.staged.is_none();
    if is_odd && !args.output.quiet {
        warn("there was no file to scan")?;
    }
    if args.output.verbose { left_out(report, styles, err) } else { Ok(()) }
}

fn left_out(report: &Report, styles: &Styles, err: &mut dyn Write) -> io::Result<()> {
    for skipped in report.skipped.iter().filter(|skipped| !skipped.why.is_error()) {
        status(styles, err, "Skipped", &skipped_text(skipped))?;
    }
    for finding in &report.findings {
        if let Status::Suppressed { reason, by } = finding.status() {
            status(styles, err, "Suppressed", &suppressed_text(finding, reason, by))?;
        }
    }
    Ok(())
}

fn skipped_text(skipped: &Skipped) -> String {
    format!("{}: {}", text::path(&skipped.path), skipped.why.explain())
}

fn suppressed_text(finding: &Finding, reason: &str, by: &str) -> String {
    let (path, line) = (text::path(finding.path()), finding.primary().location.line);
    format!("{path}:{line}: {} by {by}: {reason}", finding.rule().id())
}

/// The final line: what was scanned, what was found, how long it took.
pub(crate) fn totals(report: &Report, styles: &Styles, err: &mut dyn Write) -> io::Result<()> {
    let stats = &report.stats;
    let text = format!(
        "{} ({}) in {:.2}s: {}",
        text::count(stats.files, "file"),
        text::size(stats.bytes),
        stats.elapsed.as_secs_f64(),
        outcome(report)
    );
    status(styles, err, "Scanned", &text)
}

fn outcome(report: &Report) -> String {
    let levels = [(Level::Deny, "error"), (Level::Warn, "warning")];
    let found = levels.map(|(level, noun)| (report.count(level), noun));
    let found = found.iter().filter(|(number, _)| *number > 0);
    let mut parts: Vec<_> = found.map(|(number, noun)| text::count(*number, noun)).collect();
    if parts.is_empty() {
        parts.push("nothing found".into());
    }
    let suppressed = report.findings.iter().filter(|f| *f.status() != Status::Active).count();
    if suppressed > 0 {
        parts.push(format!("{suppressed} suppressed"));
    }
    parts.extend(skipped(report));
    parts.join(", ")
}

/// "5 skipped (4 binary, 1 too-large)".
fn skipped(report: &Report) -> Option<String> {
    let mut reasons = BTreeMap::new();
    for skipped in &report.skipped {
        *reasons.entry(skipped.why.name()).or_insert(0) += 1;
    }
    let reasons: Vec<_> = reasons.iter().map(|(name, number)| format!("{number} {name}")).collect();
    let total = report.skipped.len();
    (total > 0).then(|| format!("{total} skipped ({})", reasons.join(", ")))
}

/// A line like cargo's status lines: a right-aligned word and a text.
fn status(styles: &Styles, err: &mut dyn Write, word: &str, text: &str) -> io::Result<()> {
    let style = styles.status;
    writeln!(err, "{style}{word:>12}{style:#} {text}")
}
