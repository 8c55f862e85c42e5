//! Real Rust files: a sample of cargo's registry sources, or all below the
//! folder that the environment variable `NOSECRETS_CORPUS` names.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// Fewer files than this prove nothing: the folder must be the wrong one.
const MIN_FILES: usize = 500;

/// As many files of the registry are taken.
const SAMPLE: usize = 520;

/// Longer files of the registry are tables, and slow to parse as a whole.
const MAX_LEN: u64 = 40_000;

/// The files and their contents.
pub(crate) fn files() -> Vec<(PathBuf, Vec<u8>)> {
    let paths = match env::var_os("NOSECRETS_CORPUS") {
        Some(folder) => below(Path::new(&folder)),
        None => sample(below(&registry())),
    };
    assert!(paths.len() >= MIN_FILES, "only {} Rust files", paths.len());
    paths.into_iter().filter_map(|path| fs::read(&path).ok().map(|bytes| (path, bytes))).collect()
}

/// Files from all over the list, the same ones each time.
fn sample(mut paths: Vec<PathBuf>) -> Vec<PathBuf> {
    paths.retain(|path| fs::metadata(path).is_ok_and(|metadata| metadata.len() <= MAX_LEN));
    let step = (paths.len() / SAMPLE).max(1);
    paths.into_iter().step_by(step).collect()
}

fn registry() -> PathBuf {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    home.unwrap_or_else(|| env::home_dir().unwrap().join(".cargo")).join("registry/src")
}

/// Every Rust file below a folder, sorted.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if kind.is_file() && entry.path().extension().is_some_and(|rs| rs == "rs") => {
                    found.push(entry.path());
                }
                _ => {}
            }
        }
    }
    found.sort();
    found
}
