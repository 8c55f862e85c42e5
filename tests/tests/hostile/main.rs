//! Input that is broken, huge, deep, or made to mislead: each file is scanned
//! or named as skipped, and no other file is lost.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod changing;
mod encodings;
mod files;
mod large;
mod nesting;
mod places;

use std::fs;
use std::path::Path;

use nosecrets_engine::discover::{Role, Root};
use nosecrets_engine::report::SkipReason;
use nosecrets_engine::scan::Progress;
use nosecrets_engine::{Config, Finding, Report, Scanner};
use nosecrets_tests::rule_id;
use tempfile::TempDir;

/// A folder with these files.
fn tree(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// A root that shows paths relative to itself.
fn root(path: &Path) -> Root {
    Root { path: path.to_path_buf(), base: path.to_path_buf(), ..Root::default() }
}

/// The report on a folder.
fn scan(folder: &TempDir) -> Report {
    Scanner::new(Config::default()).scan(&[root(folder.path())], &Progress::default()).unwrap()
}

/// The report on a Rust file in memory.
fn scan_rust(source: &[u8]) -> Report {
    Scanner::new(Config::default()).scan_bytes(Path::new("src/lib.rs"), Role::Library, source)
}

/// A file of the crate that holds a token on its first line.
fn good() -> Vec<u8> {
    format!("const KEY: &str = \"{}\";\n", nosecrets_tests::canary()).into_bytes()
}

/// The paths of the findings, all of which must be canaries.
fn found(report: &Report) -> Vec<String> {
    report.findings.iter().inspect(|finding| assert_eq!(rule_id(finding), "nosecrets-canary")).map(path_of).collect()
}

fn path_of(finding: &Finding) -> String {
    finding.path().to_string_lossy().into_owned()
}

/// Line and column of each finding, from 1.
fn places(report: &Report) -> Vec<(usize, usize)> {
    report.findings.iter().map(|finding| &finding.primary().location).map(|at| (at.line, at.column)).collect()
}

/// Why a file was skipped, if it was.
fn skipped(report: &Report, path: &str) -> Option<SkipReason> {
    report.skipped.iter().find(|skipped| skipped.path == Path::new(path)).map(|skipped| skipped.why.clone())
}
