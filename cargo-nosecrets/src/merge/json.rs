//! Our JSON reports.

use std::path::{Path, PathBuf};

use super::{Files, Input, check_shards, malformed, mixed, parse, sort_by_file};
use crate::error::Error;
use crate::exit::Exit;
use crate::output::json::{Document, SCHEMA_VERSION};

/// Merges reports.
pub(super) fn merge(inputs: &[Input]) -> Result<Document<'static>, Error> {
    let documents = inputs.iter().map(parse::<Document<'static>>).collect::<Result<Vec<_>, _>>()?;
    check(inputs, &documents)?;
    let mut documents = documents.into_iter();
    let first = documents.next().ok_or_else(|| Error::new("there is no report to merge"))?;
    let mut whole = documents.fold(first, add);
    sort_by_file(&mut whole.findings, |finding| Path::new(&*finding.path));
    sort_by_file(&mut whole.notices, |notice| Path::new(&*notice.path));
    sort_by_file(&mut whole.skipped, |skipped| Path::new(&*skipped.path));
    whole.shard = None;
    Ok(whole)
}

/// The exit code of the equivalent single run.
pub(super) fn exit(document: &Document<'_>) -> Exit {
    match (document.complete, document.stats.errors) {
        (false, _) => Exit::Error,
        (true, 0) => Exit::Clean,
        (true, _) => Exit::Findings,
    }
}

fn check(inputs: &[Input], documents: &[Document<'_>]) -> Result<(), Error> {
    let mut files = Files::default();
    for (at, (input, document)) in inputs.iter().zip(documents).enumerate() {
        if document.schema_version != SCHEMA_VERSION || document.tool.name != "nosecrets" {
            return Err(malformed(input, "it was written by another version or tool"));
        }
        if document.tool.version != documents[0].tool.version {
            return Err(mixed(&inputs[0], input, "they were written by different versions"));
        }
        files.add(inputs, at, paths(document).map(PathBuf::from).collect())?;
    }
    let shards = documents.iter().map(|document| document.shard.as_deref().map(str::to_owned));
    check_shards(inputs, &shards.collect::<Vec<_>>())
}

fn paths<'d>(document: &'d Document<'_>) -> impl Iterator<Item = &'d str> {
    let findings = document.findings.iter().map(|finding| &*finding.path);
    let notices = document.notices.iter().map(|notice| &*notice.path);
    findings.chain(notices).chain(document.skipped.iter().map(|skipped| &*skipped.path))
}

fn add<'a>(mut whole: Document<'a>, other: Document<'a>) -> Document<'a> {
    whole.complete &= other.complete;
    whole.findings.extend(other.findings);
    whole.notices.extend(other.notices);
    whole.skipped.extend(other.skipped);
    let (stats, more) = (&mut whole.stats, other.stats);
    stats.files += more.files;
    stats.bytes += more.bytes;
    stats.parsed += more.parsed;
    stats.unparsed += more.unparsed;
    stats.errors += more.errors;
    stats.warnings += more.warnings;
    stats.suppressed += more.suppressed;
    whole
}
