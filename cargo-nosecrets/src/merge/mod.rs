//! Several reports → what one run would have written, byte for byte.
//!
//! Only one run scans each file, so the reports' entries just need to be sorted.
//!
//! * [`json`]: our own documents
//! * [`sarif`]: SARIF logs

mod json;
mod sarif;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::args::parse_shard;
use crate::error::Error;
use crate::exit::Exit;
use crate::output;
use crate::output::json::Document;

/// A report as it was read.
#[derive(Debug)]
pub(crate) struct Input {
    /// The file's name for messages.
    pub(crate) name: String,
    pub(crate) text: String,
}

/// Largest report that is read, in bytes.
const MAX_SIZE: u64 = 1 << 30;

impl Input {
    /// Reads a report from `file`, which messages call `shown`.
    pub(crate) fn read(file: &Path, shown: &Path) -> Result<Input, Error> {
        let name = output::text::path(shown);
        let mut text = String::new();
        let read = File::open(file).and_then(|file| file.take(MAX_SIZE).read_to_string(&mut text));
        read.map_err(|source| Error::new(format!("cannot read `{name}`: {source}")))?;
        Ok(Input { name, text })
    }
}

/// A merged report.
pub(crate) enum Merged {
    Json(Document<'static>),
    Sarif(Value),
}

/// The formats that can be merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Sarif,
}

/// The fields that distinguish the formats.
#[derive(Deserialize)]
struct Head {
    schema_version: Option<IgnoredAny>,
    runs: Option<IgnoredAny>,
}

/// Merges reports of one format.
///
/// # Errors
/// If one is not a report, if they do not belong together, or if two of them cover one file.
pub(crate) fn merge(inputs: &[Input]) -> Result<Merged, Error> {
    let forms = inputs.iter().map(form).collect::<Result<Vec<_>, _>>()?;
    if let Some(at) = forms.iter().position(|form| *form != forms[0]) {
        return Err(mixed(&inputs[0], &inputs[at], "one is JSON and the other SARIF"));
    }
    match forms.first() {
        Some(Form::Sarif) => sarif::merge(inputs).map(Merged::Sarif),
        _ => json::merge(inputs).map(Merged::Json),
    }
}

impl Merged {
    /// The exit code of the equivalent single run.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Merged::Json(document) => json::exit(document),
            Merged::Sarif(log) => sarif::exit(log),
        }
    }

    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Merged::Json(document) => output::json::print(document, out),
            Merged::Sarif(log) => output::sarif::print(log, out),
        }
    }
}

/// The format of a report.
pub(crate) fn form(input: &Input) -> Result<Form, Error> {
    let head: Head = parse(input)?;
    match (head.schema_version, head.runs) {
        (Some(_), None) => Ok(Form::Json),
        (None, Some(_)) => Ok(Form::Sarif),
        _ => Err(malformed(input, "it is neither our JSON nor SARIF")),
    }
}

/// Parses JSON. The parser's messages may quote the file, so only the position is reported.
pub(crate) fn parse<'i, T: Deserialize<'i>>(input: &'i Input) -> Result<T, Error> {
    serde_json::from_str(&input.text).map_err(|error| {
        malformed(input, &format!("unexpected content at line {}, column {}", error.line(), error.column()))
    })
}

pub(crate) fn malformed(input: &Input, why: &str) -> Error {
    Error::new(format!("`{}` is not a nosecrets report: {why}", input.name))
        .help(Some("reports that can be merged are written by `--format json` and `--format sarif`"))
}

fn mixed(one: &Input, other: &Input, why: &str) -> Error {
    Error::new(format!("`{}` and `{}` do not belong together: {why}", one.name, other.name))
}

/// If the reports are shards, checks that every shard of the tree is present exactly once.
fn check_shards(inputs: &[Input], shards: &[Option<String>]) -> Result<(), Error> {
    let mut seen = BTreeMap::new();
    let mut shares = None;
    for (input, shard) in inputs.iter().zip(shards) {
        let parsed = shard.as_deref().map(parse_shard).transpose();
        let shard = parsed.map_err(|_| malformed(input, "its shard number is out of range"))?;
        let of = shard.map(nosecrets_engine::shard::Shard::of);
        if *shares.get_or_insert(of) != of {
            return Err(mixed(&inputs[0], input, "they divide the files into different numbers of shards"));
        }
        let Some(shard) = shard else { continue };
        if let Some(other) = seen.insert(shard.number(), input) {
            return Err(mixed(other, input, "both are the same shard"));
        }
    }
    let missing = shares.flatten().and_then(|of| (1..=of).find(|number| !seen.contains_key(number)).map(|k| (k, of)));
    match missing {
        Some((number, of)) => Err(Error::new(format!("the report of shard {number}/{of} is missing"))),
        None => Ok(()),
    }
}

/// Files that the reports cover; each file may be in one report only.
#[derive(Default)]
struct Files {
    owners: BTreeMap<PathBuf, usize>,
}

impl Files {
    fn add(&mut self, inputs: &[Input], at: usize, files: BTreeSet<PathBuf>) -> Result<(), Error> {
        for file in files {
            let shown = output::text::path(&file);
            if let Some(other) = self.owners.insert(file, at) {
                let why = format!("both cover `{shown}`");
                return Err(mixed(&inputs[other], &inputs[at], &why));
            }
        }
        Ok(())
    }
}

/// Sorts entries by file; the sort is stable.
fn sort_by_file<T>(entries: &mut [T], file: impl Fn(&T) -> &Path) {
    entries.sort_by(|a, b| file(a).cmp(file(b)));
}
