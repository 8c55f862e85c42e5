//! Real Rust files to check against: all below the folder that the environment
//! variable `NOSECRETS_CORPUS` names, or else below cargo's registry sources,
//! which are there once these tests are built.

use std::{
    env, fs,
    path::{Path, PathBuf},
    thread,
};

/// Fewer files than this prove nothing: the folder must be the wrong one.
const MIN_FILES: usize = 1_000;

/// Parsers recurse; test threads have less stack than some real files need.
const STACK: usize = 256 << 20;

/// Every Rust file of the corpus that is text.
pub(crate) fn sources() -> Vec<String> {
    paths().iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
}

/// Runs a check over every file that is text, on all cores. How many files
/// there are, and `path:difference` for those where the check found one.
pub(crate) fn check(check: impl Fn(&str) -> Option<String> + Sync) -> (usize, Vec<String>) {
    let paths = paths();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let check = |path: &PathBuf| {
        let difference = check(&fs::read_to_string(path).ok()?)?;
        Some(format!("{}:{difference}", path.display()))
    };
    let run = |first| paths.iter().skip(first).step_by(threads).filter_map(check).collect();
    let run: &(dyn Fn(usize) -> Vec<String> + Sync) = &run;
    let differences = thread::scope(|scope| {
        let spawn = |first| {
            let thread = thread::Builder::new().stack_size(STACK);
            thread.spawn_scoped(scope, move || run(first)).expect("a thread")
        };
        let workers: Vec<_> = (0..threads).map(spawn).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("no panic")).collect()
    });
    (paths.len(), differences)
}

fn root() -> PathBuf {
    let named = env::var_os("NOSECRETS_CORPUS").map(PathBuf::from);
    named.unwrap_or_else(|| cargo_home().join("registry/src"))
}

fn cargo_home() -> PathBuf {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    home.unwrap_or_else(|| env::home_dir().expect("a home directory").join(".cargo"))
}

/// Every Rust file below the root, in the same order each time.
fn paths() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            match entry.file_type() {
                Ok(file) if file.is_dir() => folders.push(entry.path()),
                Ok(file) if file.is_file() && is_rust(&entry.path()) => found.push(entry.path()),
                _ => {}
            }
        }
    }
    assert!(found.len() >= MIN_FILES, "only {} Rust files below {:?}", found.len(), root());
    found.sort();
    found
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}
