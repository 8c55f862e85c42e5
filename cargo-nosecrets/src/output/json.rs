//! Our JSON report; `docs/json-output.md` describes it, and `docs/schema/report.schema.json` is its
//! schema.
//!
//! Two runs over the same files give the same bytes, so it contains no time.

use std::borrow::Cow;
use std::io::{self, Write};

use nosecrets_detectors::Verdict;
use nosecrets_engine::location::Location;
use nosecrets_engine::report::{Notice, SkipReason, Skipped};
use nosecrets_engine::rules::Evidence;
use nosecrets_engine::shard::Shard;
use nosecrets_engine::{Finding, Label, Level, Report, Status};
use serde::{Deserialize, Serialize};

use super::{View, advice, harmless, text};

/// Raised when a reader of the previous version could misread the new one.
pub(crate) const SCHEMA_VERSION: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Document<'a> {
    pub(crate) schema_version: u32,
    pub(crate) tool: Tool<'a>,
    /// The shard that was scanned, as `K/N`; `None` for all files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) shard: Option<Cow<'a, str>>,
    /// Whether everything that should have been read could be.
    pub(crate) complete: bool,
    pub(crate) findings: Vec<FindingEntry<'a>>,
    pub(crate) notices: Vec<NoticeEntry<'a>>,
    pub(crate) skipped: Vec<SkippedEntry<'a>>,
    pub(crate) stats: StatsEntry,
}

/// The program that wrote a document.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tool<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) version: Cow<'a, str>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FindingEntry<'a> {
    pub(crate) rule: Cow<'a, str>,
    pub(crate) provider: Option<Cow<'a, str>>,
    pub(crate) title: Cow<'a, str>,
    pub(crate) severity: Cow<'a, str>,
    pub(crate) confidence: Cow<'a, str>,
    pub(crate) audience: Cow<'a, str>,
    pub(crate) level: Cow<'a, str>,
    pub(crate) path: Cow<'a, str>,
    pub(crate) role: Cow<'a, str>,
    pub(crate) context: Cow<'a, str>,
    pub(crate) origin: Cow<'a, str>,
    pub(crate) checksum: Cow<'a, str>,
    pub(crate) holder: Option<Cow<'a, str>>,
    pub(crate) location: LocationEntry,
    pub(crate) message: Cow<'a, str>,
    pub(crate) parts: Vec<PartEntry<'a>>,
    pub(crate) value: Option<ValueEntry<'a>>,
    pub(crate) fingerprint: Cow<'a, str>,
    pub(crate) status: Cow<'a, str>,
    pub(crate) suppression: Option<SuppressionEntry<'a>>,
    pub(crate) env: Option<Cow<'a, str>>,
    pub(crate) evidence: Vec<EvidenceEntry<'a>>,
    pub(crate) help: Vec<Cow<'a, str>>,
    pub(crate) links: Vec<Cow<'a, str>>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LocationEntry {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) end_line: usize,
    pub(crate) end_column: usize,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartEntry<'a> {
    pub(crate) location: LocationEntry,
    pub(crate) message: Cow<'a, str>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ValueEntry<'a> {
    pub(crate) prefix: Cow<'a, str>,
    pub(crate) length: usize,
}

/// Evidence for or against a finding.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceEntry<'a> {
    pub(crate) what: Cow<'a, str>,
    pub(crate) weight: i32,
}

impl EvidenceEntry<'_> {
    fn of(evidence: &Evidence) -> EvidenceEntry<'_> {
        EvidenceEntry { what: evidence.what.as_str().into(), weight: evidence.weight }
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SuppressionEntry<'a> {
    pub(crate) by: Cow<'a, str>,
    pub(crate) reason: Cow<'a, str>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoticeEntry<'a> {
    pub(crate) id: Cow<'a, str>,
    pub(crate) level: Cow<'a, str>,
    pub(crate) path: Cow<'a, str>,
    pub(crate) location: LocationEntry,
    pub(crate) message: Cow<'a, str>,
    pub(crate) help: Option<Cow<'a, str>>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SkippedEntry<'a> {
    pub(crate) path: Cow<'a, str>,
    pub(crate) reason: Cow<'a, str>,
    pub(crate) detail: Cow<'a, str>,
    pub(crate) error: bool,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatsEntry {
    pub(crate) files: usize,
    pub(crate) bytes: u64,
    pub(crate) parsed: usize,
    pub(crate) unparsed: usize,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) suppressed: usize,
}

/// Writes the report of `view`, indented, with a final newline.
pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = view.report;
    let document = Document {
        schema_version: SCHEMA_VERSION,
        tool: tool(),
        shard: view.scope.shard.map(|shard| shard_name(shard).into()),
        complete: !report.is_incomplete(),
        findings: view.told().map(finding).collect(),
        notices: view.notices().map(notice).collect(),
        skipped: report.skipped.iter().map(skipped).collect(),
        stats: stats(report),
    };
    print(&document, out)
}

/// Writes a document, indented, with a final newline.
pub(crate) fn print(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    harmless::pretty(out, document)
}

/// `K/N`.
pub(crate) fn shard_name(shard: Shard) -> String {
    format!("{}/{}", shard.number(), shard.of())
}

/// This program.
pub(crate) fn tool() -> Tool<'static> {
    Tool { name: "nosecrets".into(), version: env!("CARGO_PKG_VERSION").into() }
}

fn finding(finding: &Finding) -> FindingEntry<'_> {
    FindingEntry {
        rule: finding.rule().id().into(),
        provider: finding.rule().provider().map(Cow::from),
        title: finding.title().into(),
        severity: finding.severity().name().into(),
        confidence: finding.confidence().name().into(),
        audience: finding.audience().name().into(),
        level: finding.level().name().into(),
        path: text::portable(finding.path()).into(),
        role: finding.role().name().into(),
        context: finding.context().name().into(),
        origin: finding.origin().name().into(),
        checksum: checksum(finding.verdict()).into(),
        holder: finding.holder().map(Cow::from),
        location: location(&finding.primary().location),
        message: finding.primary().message.as_str().into(),
        parts: finding.secondary().iter().map(part).collect(),
        value: finding.redacted().map(|value| ValueEntry { prefix: value.prefix().into(), length: value.token_len() }),
        fingerprint: finding.fingerprint().into(),
        status: if suppression(finding).is_some() { "suppressed" } else { "active" }.into(),
        suppression: suppression(finding),
        env: finding.rule().env().map(Cow::from),
        evidence: finding.evidence().iter().map(EvidenceEntry::of).collect(),
        help: advice::help(finding).into_iter().map(Cow::from).collect(),
        links: advice::links(finding).into_iter().map(Cow::from).collect(),
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
        Status::Suppressed { reason, by } => Some(SuppressionEntry { by: by.into(), reason: reason.into() }),
    }
}

fn location(at: &Location) -> LocationEntry {
    let &Location { start, end, line, column, end_line, end_column } = at;
    LocationEntry { start, end, line, column, end_line, end_column }
}

fn part(label: &Label) -> PartEntry<'_> {
    PartEntry { location: location(&label.location), message: label.message.as_str().into() }
}

fn notice(notice: &Notice) -> NoticeEntry<'_> {
    NoticeEntry {
        id: notice.id.into(),
        level: notice.level.name().into(),
        path: text::portable(&notice.path).into(),
        location: location(&notice.location),
        message: notice.message.as_str().into(),
        help: notice.help.as_deref().map(Cow::from),
    }
}

fn skipped(skipped: &Skipped) -> SkippedEntry<'_> {
    let why: &SkipReason = &skipped.why;
    SkippedEntry {
        path: text::portable(&skipped.path).into(),
        reason: why.name().into(),
        detail: why.explain().into(),
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
