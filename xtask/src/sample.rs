//! Templates of a crate with leaks → that crate.
//!
//! No token-shaped string is ever committed, so the sample's files end in `.in`
//! and have holes: `@{detector-id}` stands for a token of that detector, always
//! the same one; `@{detector-id|2/3}` for the second third of it, and
//! `@{detector-id|2/3|bytes}` for that as byte literals.

use std::fs;
use std::path::{Path, PathBuf};

use nosecrets_detectors::spec::rng::Rng;
use nosecrets_detectors::spec::schema::{Detector, File};
use nosecrets_detectors::spec::{guard, load};

use crate::run::workspace;

/// Expands all templates below `from` into the empty folder `to`.
pub(crate) fn expand(from: &Path, to: &Path) -> Result<(), String> {
    let files = load::load(&workspace().join("nosecrets-detectors/detectors")).map_err(|errors| errors.join("\n"))?;
    for template in templates(from)? {
        let path = to.join(template.strip_prefix(from).unwrap_or(&template)).with_extension("");
        let text = fs::read_to_string(&template).map_err(|error| at(&template, &error))?;
        let text = fill_all(&text, &files).map_err(|error| at(&template, &error))?;
        fs::create_dir_all(path.parent().unwrap_or(to)).map_err(|error| at(&path, &error))?;
        fs::write(&path, text).map_err(|error| at(&path, &error))?;
    }
    Ok(())
}

/// The files that end in `.in`, at any depth.
fn templates(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| at(folder, &error))? {
        let path = entry.map_err(|error| at(folder, &error))?.path();
        if path.is_dir() {
            found.extend(templates(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "in") {
            found.push(path);
        }
    }
    Ok(found)
}

fn fill_all(template: &str, files: &[File]) -> Result<String, String> {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("@{") {
        let (hole, after) = after.split_once('}').ok_or("a hole is not closed")?;
        text.push_str(before);
        text.push_str(&fill(hole, files)?);
        rest = after;
    }
    text.push_str(rest);
    Ok(text)
}

fn fill(hole: &str, files: &[File]) -> Result<String, String> {
    let mut filters = hole.split('|');
    let id = filters.next().unwrap_or_default();
    filters.try_fold(token(id, files)?, |text, filter| apply(filter, &text))
}

/// A token of the detector with this id.
fn token(id: &str, files: &[File]) -> Result<String, String> {
    let mut detectors = files.iter().flat_map(|file| &file.detectors);
    let detector: &Detector =
        detectors.find(|detector| detector.id == id).ok_or_else(|| format!("no detector `{id}`"))?;
    let example = detector.positive.first().ok_or_else(|| format!("`{id}` has no example"))?;
    let token = guard::expand_positive(detector, example, &mut Rng::from_seed(id))?;
    String::from_utf8(token).map_err(|error| format!("`{id}`: {error}"))
}

fn apply(filter: &str, text: &str) -> Result<String, String> {
    if filter == "bytes" {
        let literals: Vec<_> = text.chars().map(|c| format!("b'{c}'")).collect();
        return Ok(literals.join(", "));
    }
    let cut = filter.split_once('/').and_then(|(at, of)| Some((at.parse().ok()?, of.parse().ok()?)));
    cut.and_then(|(at, of)| piece(text, at, of)).ok_or_else(|| format!("`{filter}` is no filter"))
}

/// Piece `at`, counted from 1, of a text that is cut into `of`.
fn piece(text: &str, at: usize, of: usize) -> Option<String> {
    let end = |number: usize| (text.len() * number).checked_div(of);
    text.get(end(at.checked_sub(1)?)?..end(at)?).map(str::to_owned)
}

fn at(path: &Path, error: &impl std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}
