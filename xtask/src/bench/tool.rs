//! What is timed, and how it is had.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::workspace;

/// Peers, at the versions that figures are quoted against.
const KINGFISHER: &str = "kingfisher-bin==2.14.0";
const RIPSECRETS: &str = "0.1.11";

/// Something to time.
pub(super) struct Tool {
    /// What the table calls it.
    pub(super) name: String,
    program: PathBuf,
    options: Vec<String>,
    /// How many findings an output speaks of; none for what finds nothing.
    pub(super) count: Option<fn(&str) -> usize>,
}

impl Tool {
    fn new(name: &str, program: PathBuf, options: &[&str], count: Option<fn(&str) -> usize>) -> Tool {
        let options = options.iter().map(|&option| option.to_owned()).collect();
        Tool { name: name.to_owned(), program, options, count }
    }

    /// The command that scans a folder.
    pub(super) fn command(&self, corpus: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.options).arg(corpus);
        command
    }
}

fn lines(output: &str) -> usize {
    output.lines().count()
}

/// The command with and without rules, and the limit of what any scan can do.
pub(super) fn ours() -> Result<Vec<Tool>, String> {
    let program = command()?;
    let quiet = ["--format", "short", "--quiet", "--no-cache"];
    let detectors_only = ["--format", "short", "--quiet", "--no-cache", "--detectors-only"];
    Ok(vec![
        Tool::new("nosecrets", program.clone(), &quiet, Some(lines)),
        Tool::new("nosecrets --detectors-only", program, &detectors_only, Some(lines)),
        Tool::new("walk, read, count quotes", example("walk_read_count")?, &[], None),
    ])
}

/// The command, built for release.
pub(super) fn command() -> Result<PathBuf, String> {
    finish(cargo().args(["build", "--quiet", "--release", "--package", "cargo-nosecrets"]))?;
    Ok(target().join("release/cargo-nosecrets"))
}

fn example(name: &str) -> Result<PathBuf, String> {
    finish(cargo().args(["build", "--quiet", "--release", "--package", "nosecrets-engine", "--example", name]))?;
    Ok(target().join("release/examples").join(name))
}

/// Other scanners, or why one cannot be had here.
pub(super) fn peers(folder: &Path) -> Vec<(&'static str, Result<Tool, String>)> {
    vec![("kingfisher", kingfisher(folder)), ("ripsecrets", ripsecrets(folder))]
}

fn kingfisher(folder: &Path) -> Result<Tool, String> {
    let environment = folder.join("kingfisher");
    let program = environment.join("bin/kingfisher");
    if !program.is_file() {
        finish(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
        finish(Command::new(environment.join("bin/pip")).args(["install", "--quiet", KINGFISHER]))?;
    }
    let options = ["scan", "--no-validate", "--no-update-check", "--git-history", "none", "--format", "jsonl"];
    let count = |output: &str| output.lines().filter(|line| line.contains("\"finding\"")).count();
    Ok(Tool::new(&KINGFISHER.replace("-bin==", " "), program, &options, Some(count)))
}

fn ripsecrets(folder: &Path) -> Result<Tool, String> {
    let root = folder.join("ripsecrets");
    let program = root.join("bin/ripsecrets");
    if !program.is_file() {
        let arguments = ["install", "--quiet", "--locked", "--version", RIPSECRETS, "ripsecrets", "--root"];
        // It is built beside, not in, what is measured.
        finish(
            Command::new("cargo").args(arguments).arg(&root).env("CARGO_TARGET_DIR", folder.join("ripsecrets-build")),
        )?;
    }
    Ok(Tool::new(&format!("ripsecrets {RIPSECRETS}"), program, &[], Some(lines)))
}

/// Cargo in the workspace.
pub(super) fn cargo() -> Command {
    crate::run::cargo(&[])
}

/// Cargo's target folder.
pub(super) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace().join("target"), PathBuf::from)
}

/// Runs a command that must succeed.
pub(super) fn finish(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}")) }
}
