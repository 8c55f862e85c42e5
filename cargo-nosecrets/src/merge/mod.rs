//! Several reports → what one run would have written, byte for byte.
//!
//! Each file is looked at by one run only, so that the reports' entries need
//! only be put in order.
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
    /// The file, for people.
    pub(crate) name: String,
    pub(crate) text: String,
}

/// The largest report that is read, in bytes.
const MAX_SIZE: u64 = 1 << 30;

impl Input {
    /// Reads a report from a file, which people know by another path.
    pub(crate) fn read(file: &Path, shown: &Path) -> Result<Input, Error> {
        let name = output::text::path(shown);
        let mut text = String::new();
        let read = File::open(file).and_then(|file| file.take(MAX_SIZE).read_to_string(&mut text));
        read.map_err(|source| Error::new(format!("cannot read `{name}`: {source}")))?;
        Ok(Input { name, text })
    }
}

/// A report of several.
pub(crate) enum Merged {
    Json(Document<'static>),
    Sarif(Value),
}

/// The forms that can be joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Sarif,
}

/// What tells one form from the other.
#[derive(Deserialize)]
struct Head {
    schema_version: Option<IgnoredAny>,
    runs: Option<IgnoredAny>,
}

/// Joins reports of one form.
///
/// # Errors
/// If one is none, if they do not belong together, or if two of them speak of
/// the same file.
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
    /// How the run would have ended.
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

/// The form of a report.
pub(crate) fn form(input: &Input) -> Result<Form, Error> {
    let head: Head = parse(input)?;
    match (head.schema_version, head.runs) {
        (Some(_), None) => Ok(Form::Json),
        (None, Some(_)) => Ok(Form::Sarif),
        _ => Err(malformed(input, "it is neither our JSON nor SARIF")),
    }
}

/// Reads JSON. What the parser says may quote the file, so only the place is told.
pub(crate) fn parse<'i, T: Deserialize<'i>>(input: &'i Input) -> Result<T, Error> {
    serde_json::from_str(&input.text).map_err(|error| {
        malformed(
            input,
            &format!("what stands at line {}, column {} does not belong there", error.line(), error.column()),
        )
    })
}

pub(crate) fn malformed(input: &Input, why: &str) -> Error {
    Error::new(format!("`{}` is no report of nosecrets: {why}", input.name))
        .help(Some("reports that can be joined are written by `--format json` and `--format sarif`"))
}

fn mixed(one: &Input, other: &Input, why: &str) -> Error {
    Error::new(format!("`{}` and `{}` do not belong together: {why}", one.name, other.name))
}

/// Checks that all shares of a tree are there, once each, if the reports are
/// shares.
fn check_shards(inputs: &[Input], shards: &[Option<String>]) -> Result<(), Error> {
    let mut seen = BTreeMap::new();
    let mut shares = None;
    for (input, shard) in inputs.iter().zip(shards) {
        let parsed = shard.as_deref().map(parse_shard).transpose();
        let shard = parsed.map_err(|_| malformed(input, "it is a share that there cannot be"))?;
        let of = shard.map(nosecrets_engine::shard::Shard::of);
        if *shares.get_or_insert(of) != of {
            return Err(mixed(&inputs[0], input, "they are not shares of the same number"));
        }
        let Some(shard) = shard else { continue };
        if let Some(other) = seen.insert(shard.number(), input) {
            return Err(mixed(other, input, "both are the same share"));
        }
    }
    let missing = shares.flatten().and_then(|of| (1..=of).find(|number| !seen.contains_key(number)).map(|k| (k, of)));
    match missing {
        Some((number, of)) => Err(Error::new(format!("the report of share {number}/{of} is missing"))),
        None => Ok(()),
    }
}

/// Files that reports speak of, each of which only one may.
#[derive(Default)]
struct Files {
    owners: BTreeMap<PathBuf, usize>,
}

impl Files {
    fn add(&mut self, inputs: &[Input], at: usize, files: BTreeSet<PathBuf>) -> Result<(), Error> {
        for file in files {
            let shown = output::text::path(&file);
            if let Some(other) = self.owners.insert(file, at) {
                let why = format!("both speak of `{shown}`");
                return Err(mixed(&inputs[other], &inputs[at], &why));
            }
        }
        Ok(())
    }
}

/// Puts entries in the order of their files; those of one file stay as they are.
fn sort_by_file<T>(entries: &mut [T], file: impl Fn(&T) -> &Path) {
    entries.sort_by(|a, b| file(a).cmp(file(b)));
}
