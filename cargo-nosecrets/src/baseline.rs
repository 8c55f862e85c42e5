//! Reads the known findings from the report of an earlier run.
//!
//! Any nosecrets report is a baseline: its findings need not be reported again. Only the
//! fingerprints are read, so a report of another version works too.

use std::collections::BTreeMap;
use std::path::Path;

use nosecrets_engine::baseline::{BY, Baseline};
use serde::Deserialize;

use crate::error::Error;
use crate::merge::{self, Form, Input};
use crate::output::sarif::FINGERPRINT;

/// The parts of our JSON report that are read.
#[derive(Deserialize)]
struct Document {
    tool: Tool,
    findings: Vec<Entry>,
}

#[derive(Deserialize)]
struct Tool {
    name: String,
}

#[derive(Deserialize)]
struct Entry {
    fingerprint: String,
    suppression: Option<Suppression>,
}

#[derive(Deserialize)]
struct Suppression {
    by: String,
}

/// The parts of a SARIF log that are read.
#[derive(Deserialize)]
struct Log {
    runs: Vec<Run>,
}

#[derive(Deserialize)]
struct Run {
    tool: Driven,
    #[serde(default)]
    results: Vec<Outcome>,
}

#[derive(Deserialize)]
struct Driven {
    driver: Tool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    #[serde(default)]
    partial_fingerprints: BTreeMap<String, String>,
    #[serde(default)]
    suppressions: Vec<Accepted>,
}

#[derive(Deserialize)]
struct Accepted {
    kind: String,
}

/// Reads a baseline; `file` is relative to `folder`.
///
/// # Errors
/// If the file cannot be read, or is not a nosecrets report.
pub(crate) fn read(file: &Path, folder: &Path) -> Result<Baseline, Error> {
    const HELP: &str = "`cargo nosecrets --format json --output FILE` writes one";
    let input = Input::read(&folder.join(file), file).map_err(|error| error.help(Some(HELP)))?;
    Ok(Baseline::new(known(&input)?))
}

/// Fingerprints of the report's findings that are active or suppressed by an earlier baseline.
/// Findings that the source suppresses are left out: they count once the suppression is removed.
pub(crate) fn known(input: &Input) -> Result<Vec<String>, Error> {
    match merge::form(input)? {
        Form::Json => {
            let document: Document = merge::parse(input)?;
            check(input, &document.tool)?;
            let counts = |entry: &Entry| entry.suppression.as_ref().is_none_or(|suppression| suppression.by == BY);
            Ok(document.findings.into_iter().filter(counts).map(|entry| entry.fingerprint).collect())
        }
        Form::Sarif => {
            let log: Log = merge::parse(input)?;
            log.runs.iter().try_for_each(|run| check(input, &run.tool.driver))?;
            let counts = |result: &Outcome| result.suppressions.iter().all(|accepted| accepted.kind == "external");
            let results = log.runs.into_iter().flat_map(|run| run.results).filter(counts);
            Ok(results.filter_map(|mut result| result.partial_fingerprints.remove(FINGERPRINT)).collect())
        }
    }
}

fn check(input: &Input, tool: &Tool) -> Result<(), Error> {
    if tool.name == "nosecrets" { Ok(()) } else { Err(merge::malformed(input, "another tool wrote it")) }
}
