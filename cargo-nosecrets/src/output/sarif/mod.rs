//! SARIF 2.1.0, for code scanning services.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

mod rule;
pub(crate) mod uri;

use std::io::{self, Write};

use nosecrets_engine::location::Location;
use nosecrets_engine::report::{Notice, Skipped};
use nosecrets_engine::{Finding, Label, Status, baseline};
use serde_json::{Value, json};

use super::{View, harmless, json, severity};
use rule::Rules;

/// The name of our fingerprints in results.
pub(crate) const FINGERPRINT: &str = "nosecrets/v1";

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The base of all relative paths.
const ROOT: &str = "%SRCROOT%";

/// Writes the log of `view`, indented, with a final newline.
pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run(view)] });
    print(&log, out)
}

/// Writes a log, indented, with a final newline.
pub(crate) fn print(log: &Value, out: &mut dyn Write) -> io::Result<()> {
    harmless::pretty(out, log)
}

fn run(view: &View<'_>) -> Value {
    let rules = Rules::used_by(view);
    let findings = view.told().map(|finding| of_finding(finding, &rules));
    let notices = view.notices().map(|notice| of_notice(notice, &rules));
    let mut run = json!({
        "tool": { "driver": driver(&rules) },
        "invocations": [invocation(view)],
        "originalUriBaseIds": { ROOT: { "uri": uri::folder(&view.scope.base) } },
        "columnKind": "unicodeCodePoints",
        "results": findings.chain(notices).collect::<Vec<_>>(),
    });
    if let Some(shard) = view.scope.shard {
        run["properties"] = json!({ "shard": json::shard_name(shard) });
    }
    run
}

fn driver(rules: &Rules) -> Value {
    json!({
        "name": "nosecrets",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "informationUri": env!("CARGO_PKG_REPOSITORY"),
        "rules": rules.descriptors(),
    })
}

/// How the run went. Files that could not be read are errors of the tool.
fn invocation(view: &View<'_>) -> Value {
    let report = view.report;
    let errors = report.skipped.iter().filter(|skipped| skipped.why.is_error());
    json!({
        "executionSuccessful": !report.is_incomplete(),
        "toolExecutionNotifications": errors.map(notification).collect::<Vec<_>>(),
    })
}

fn notification(skipped: &Skipped) -> Value {
    json!({
        "level": "error",
        "descriptor": { "id": skipped.why.name() },
        "message": { "text": format!("file not read: {}", skipped.why.explain()) },
        "locations": [{ "physicalLocation": { "artifactLocation": uri::artifact(&skipped.path) } }],
    })
}

fn of_finding(finding: &Finding, rules: &Rules) -> Value {
    let id = finding.rule().id();
    let text = finding.headline();
    let place = |label: &Label| uri::location(finding.path(), &region(&label.location));
    let related = finding.secondary().iter().enumerate().map(|(at, label)| {
        let mut location = place(label);
        location["id"] = json!(at + 1);
        location["message"] = json!({ "text": label.message });
        location
    });
    json!({
        "ruleId": id,
        "ruleIndex": rules.index(id),
        "level": severity(finding.level()),
        "message": { "text": text },
        "locations": [place(finding.primary())],
        "relatedLocations": related.collect::<Vec<_>>(),
        "partialFingerprints": { FINGERPRINT: finding.fingerprint() },
        "suppressions": suppressions(finding),
        "properties": {
            "severity": finding.severity().name(),
            "confidence": finding.confidence().name(),
            "audience": finding.audience().name(),
            "role": finding.role().name(),
            "context": finding.context().name(),
            "origin": finding.origin().name(),
        },
    })
}

fn suppressions(finding: &Finding) -> Value {
    match finding.status() {
        Status::Active => json!([]),
        Status::Suppressed { reason, by } => {
            let kind = if by == baseline::BY { "external" } else { "inSource" };
            json!([{ "kind": kind, "status": "accepted", "justification": reason }])
        }
    }
}

fn of_notice(notice: &Notice, rules: &Rules) -> Value {
    json!({
        "ruleId": notice.id,
        "ruleIndex": rules.index(notice.id),
        "level": severity(notice.level),
        "message": { "text": notice.message },
        "locations": [uri::location(&notice.path, &region(&notice.location))],
    })
}

fn region(at: &Location) -> Value {
    json!({
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
        "byteOffset": at.start,
        "byteLength": at.end - at.start,
    })
}
