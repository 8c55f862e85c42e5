//! The labelled corpus in `tests/corpus`: templates → files and what is to be
//! found in them. `tests/corpus/README.md` describes its format.

mod case;
mod kind;
mod score;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use case::{Case, Label, SourceFile};
pub use kind::{KINDS, Kind};
pub use score::{Hit, Outcome, Row, Score};

/// Folder of the templates.
#[must_use]
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// Every case, in the order of their ids.
///
/// # Panics
/// If a template cannot be read, or asks for what there is not.
#[must_use]
pub fn cases() -> Vec<Case> {
    let positive = templates("positive").into_iter().flat_map(|path| case::positive(&path));
    let mut cases: Vec<Case> = positive.collect();
    number(&mut cases);
    cases.extend(templates("negative").iter().enumerate().map(|(at, path)| case::negative(path, at + 1)));
    cases
}

/// Writes the cases below `folder`, each in a package of its own, with
/// `labels.jsonl` beside them.
///
/// # Errors
/// If something cannot be written.
pub fn write(cases: &[Case], folder: &Path) -> io::Result<()> {
    let mut labels = String::new();
    for case in cases {
        for (path, text) in case.on_disk() {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::write(path, text)?;
        }
        labels.push_str(&case.labels_as_json());
    }
    fs::write(folder.join("labels.jsonl"), labels)
}

/// Paths of the templates of a folder, sorted.
fn templates(name: &str) -> Vec<PathBuf> {
    let folder = folder().join(name);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a template").path()).collect();
    paths.sort();
    paths
}

/// Gives the cases of each shape ids that say nothing of what is in them:
/// detectors read the names of folders too.
fn number(cases: &mut [Case]) {
    let mut count = 0;
    for at in 0..cases.len() {
        count = if at > 0 && cases[at - 1].shape == cases[at].shape { count + 1 } else { 1 };
        cases[at].id = format!("p{:02}-{count}", cases[at].shape);
    }
}
