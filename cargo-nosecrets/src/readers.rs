//! The parsers of foreign text, without files around them.
//!
//! Not part of the public API: fuzz targets and tests call them, because a file and a run of the
//! whole command for each input would be too slow. Each returns the text that a user would be
//! shown.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use nosecrets_engine::own::check::{self, Wrong};
use nosecrets_engine::own::written;

use crate::baseline;
use crate::config::{self, Kind, Problem};
use crate::error::Error;
use crate::import;
use crate::merge::{self, Input};
use crate::output::style::Styles;

/// Parses the text of a `nosecrets.toml`.
///
/// # Errors
/// What is wrong with it, as shown to the user.
pub fn settings(text: &str) -> Result<(), String> {
    read_as(text, Kind::Whole)
}

/// Parses our tables in the text of a `Cargo.toml`.
///
/// # Errors
/// What is wrong with them, as shown to the user.
pub fn manifest(text: &str) -> Result<(), String> {
    read_as(text, Kind::Workspace).and_then(|()| read_as(text, Kind::Package))
}

/// Parses and checks the detectors in the text of a `nosecrets.toml`.
///
/// # Errors
/// What is wrong with them, as shown to the user.
pub fn own_detectors(text: &str) -> Result<(), String> {
    let text: Arc<str> = text.into();
    let problem = |at, title: String| Problem::new(&path(), Arc::clone(&text), at, title, "");
    let written = written::parse(&text).map_err(|(at, title)| shown(&Error::Config(vec![problem(at, title)])))?;
    let tell = |wrong: Wrong| shown(&Error::Config(wrong.problems(&path(), &text, &written)));
    check::check(&written).map(drop).map_err(tell)
}

/// Translates the rules of another tool, in kingfisher's YAML or gitleaks' TOML. Returns the
/// detectors as TOML.
///
/// # Errors
/// Why the text is not a file of rules.
pub fn import(text: &str, is_yaml: bool) -> Result<String, String> {
    let imported = import::import(text, is_yaml).map_err(|why| shown(&Error::new(why)))?;
    Ok(import::toml(&imported, "rules"))
}

/// Reads a nosecrets report as a baseline, and merges it with itself. Returns the result.
///
/// # Errors
/// Why the text is not a complete nosecrets report.
pub fn report(text: &str) -> Result<String, String> {
    let input = Input { name: "report".to_owned(), text: text.to_owned() };
    baseline::known(&input).map_err(|error| shown(&error))?;
    let merged = merge::merge(&[input]).map_err(|error| shown(&error))?;
    let mut written = Vec::new();
    merged.write(&mut written).map_err(|error| error.to_string())?;
    Ok(String::from_utf8_lossy(&written).into_owned())
}

fn read_as(text: &str, kind: Kind) -> Result<(), String> {
    config::check(&path(), text, kind).map_err(|error| shown(&error))
}

fn path() -> PathBuf {
    PathBuf::from("nosecrets.toml")
}

fn shown(error: &Error) -> String {
    let mut text = Vec::new();
    error.write(&Styles::plain(), Path::new(""), &mut text);
    String::from_utf8_lossy(&text).into_owned()
}
