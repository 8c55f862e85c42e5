//! Our own JSON document; `docs/json-output.md` describes it, and
//! `docs/schema/report.schema.json` is its schema.
//!
//! Two runs over the same files give the same bytes, so no time is in it.

use std::io::{self, Write};

use nosecrets_core::Verdict;
use nosecrets_engine::location::Location;
use nosecrets_engine::report::{Notice, SkipReason, Skipped};
use nosecrets_engine::rules::Evidence;
use nosecrets_engine::{Finding, Label, Level, Report, Status};
use serde::Serialize;

use super::{View, advice, text};

/// Raised when a reader of the last version could misread the new one.
pub(crate) const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    tool: Tool,
    /// Whether everything that should have been read could be.
    complete: bool,
    findings: Vec<FindingEntry<'a>>,
    notices: Vec<NoticeEntry<'a>>,
    skipped: Vec<SkippedEntry>,
    stats: StatsEntry,
}

/// Who wrote a document.
#[derive(Serialize)]
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct FindingEntry<'a> {
    rule: &'static str,
    provider: Option<&'static str>,
    title: String,
    severity: &'static str,
    confidence: &'static str,
    audience: &'static str,
    level: &'static str,
    path: String,
    role: &'static str,
    context: &'static str,
    origin: &'static str,
    checksum: &'static str,
    holder: Option<&'a str>,
    location: LocationEntry,
    message: &'a str,
    parts: Vec<PartEntry<'a>>,
    value: Option<ValueEntry<'a>>,
    fingerprint: &'a str,
    status: &'static str,
    suppression: Option<SuppressionEntry<'a>>,
    env: Option<&'static str>,
    evidence: Vec<EvidenceEntry<'a>>,
    help: Vec<String>,
    links: Vec<&'static str>,
}

#[derive(Serialize)]
struct LocationEntry {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct PartEntry<'a> {
    location: LocationEntry,
    message: &'a str,
}

#[derive(Serialize)]
struct ValueEntry<'a> {
    prefix: &'a str,
    length: usize,
}

/// A reason for or against a finding.
#[derive(Serialize)]
struct EvidenceEntry<'a> {
    what: &'a str,
    weight: i32,
}

impl EvidenceEntry<'_> {
    fn of(evidence: &Evidence) -> EvidenceEntry<'_> {
        EvidenceEntry { what: &evidence.what, weight: evidence.weight }
    }
}

#[derive(Serialize)]
struct SuppressionEntry<'a> {
    by: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct NoticeEntry<'a> {
    id: &'static str,
    level: &'static str,
    path: String,
    location: LocationEntry,
    message: &'a str,
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct SkippedEntry {
    path: String,
    reason: &'static str,
    detail: String,
    error: bool,
}

#[derive(Serialize)]
struct StatsEntry {
    files: usize,
    bytes: u64,
    parsed: usize,
    unparsed: usize,
    errors: usize,
    warnings: usize,
    suppressed: usize,
}

/// Writes the document, indented, with the end of its last line.
pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = view.report;
    let document = Document {
        schema_version: SCHEMA_VERSION,
        tool: tool(),
        complete: !report.is_incomplete(),
        findings: view.told().map(finding).collect(),
        notices: view.notices().map(notice).collect(),
        skipped: report.skipped.iter().map(skipped).collect(),
        stats: stats(report),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

/// This program.
pub(crate) fn tool() -> Tool {
    Tool { name: "nosecrets", version: env!("CARGO_PKG_VERSION") }
}

fn finding(finding: &Finding) -> FindingEntry<'_> {
    FindingEntry {
        rule: finding.rule().id(),
        provider: finding.rule().provider(),
        title: advice::title(finding),
        severity: finding.severity().name(),
        confidence: finding.confidence().name(),
        audience: finding.audience().name(),
        level: finding.level().name(),
        path: text::portable(finding.path()),
        role: finding.role().name(),
        context: finding.context().name(),
        origin: finding.origin().name(),
        checksum: checksum(finding.verdict()),
        holder: finding.holder(),
        location: location(&finding.primary().location),
        message: &finding.primary().message,
        parts: finding.secondary().iter().map(part).collect(),
        value: finding.redacted().map(|value| ValueEntry { prefix: value.prefix(), length: value.token_len() }),
        fingerprint: finding.fingerprint(),
        status: if suppression(finding).is_some() { "suppressed" } else { "active" },
        suppression: suppression(finding),
        env: finding.rule().env(),
        evidence: finding.evidence().iter().map(EvidenceEntry::of).collect(),
        help: advice::help(finding),
        links: advice::links(finding),
    }
}

fn checksum(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Valid => "valid",
        Verdict::Invalid => "invalid",
        Verdict::Unknown => "none",
    }
}

fn suppression(finding: &Finding) -> Option<SuppressionEntry<'_>> {
    match finding.status() {
        Status::Active => None,
        Status::Suppressed { reason, by } => Some(SuppressionEntry { by, reason }),
    }
}

fn location(at: &Location) -> LocationEntry {
    let &Location { start, end, line, column, end_line, end_column } = at;
    LocationEntry { start, end, line, column, end_line, end_column }
}

fn part(label: &Label) -> PartEntry<'_> {
    PartEntry { location: location(&label.location), message: &label.message }
}

fn notice(notice: &Notice) -> NoticeEntry<'_> {
    NoticeEntry {
        id: notice.id,
        level: notice.level.name(),
        path: text::portable(&notice.path),
        location: location(&notice.location),
        message: &notice.message,
        help: notice.help.as_deref(),
    }
}

fn skipped(skipped: &Skipped) -> SkippedEntry {
    let why: &SkipReason = &skipped.why;
    SkippedEntry {
        path: text::portable(&skipped.path),
        reason: why.name(),
        detail: why.explain(),
        error: why.is_error(),
    }
}

fn stats(report: &Report) -> StatsEntry {
    let stats = &report.stats;
    StatsEntry {
        files: stats.files,
        bytes: stats.bytes,
        parsed: stats.parsed,
        unparsed: stats.unparsed,
        errors: report.count(Level::Deny),
        warnings: report.count(Level::Warn),
        suppressed: report.findings.iter().filter(|f| *f.status() != Status::Active).count(),
    }
}
