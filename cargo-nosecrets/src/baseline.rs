//! A report of an earlier run → the findings that are known.
//!
//! Any report of ours is a baseline: what one run has told need not be told again. Only
//! fingerprints are read, so that a report of another version serves as well.

use std::collections::BTreeMap;
use std::path::Path;

use nosecrets_engine::baseline::{BY, Baseline};
use serde::Deserialize;

use crate::error::Error;
use crate::merge::{self, Form, Input};
use crate::output::sarif::FINGERPRINT;

/// What is read of our own documents.
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

/// What is read of SARIF logs.
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

/// Reads the baseline that a file is; relative to a folder.
///
/// # Errors
/// If it cannot be read, or is no report of ours.
pub(crate) fn read(file: &Path, folder: &Path) -> Result<Baseline, Error> {
    const HELP: &str = "`cargo nosecrets --format json --output FILE` writes one";
    let input = Input::read(&folder.join(file), file).map_err(|error| error.help(Some(HELP)))?;
    Ok(Baseline::new(known(&input)?))
}

/// Fingerprints of the findings in a report that count, or did before a baseline had
/// them. What the source suppresses is not known: it counts once it is not suppressed.
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
