//! The guard against regressions: instructions that a scan executes, counted by
//! callgrind, for those depend neither on the machine's speed nor on its load.
//!
//! What is scanned is the source of a dependency, which the lock file pins: once
//! as Rust and once, under other names, as text.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::folder;
use super::tool::{cargo, finish, target};
use crate::run::workspace;

/// The crate that is scanned.
const CRATE: &str = "syn";

/// Share by which a count may grow before the check fails.
const TOLERANCE: f64 = 0.05;

/// A scan and the instructions that it took.
type Count = (&'static str, u64);

/// Fails if a scan takes more instructions than are written down.
pub(crate) fn check() -> Result<(), String> {
    if Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_err() {
        return Err("valgrind is not installed".into());
    }
    let known = fs::read_to_string(baseline()).map_err(|error| format!("{}: {error}", baseline().display()))?;
    let (counts, mut worse) = (counts()?, Vec::new());
    let is_comparable = known.lines().next() == Some(&compiler()?);
    for (name, count) in counts {
        let line = known.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        let before: u64 =
            line.and_then(|count| count.parse().ok()).ok_or_else(|| format!("{name}: no count is known"))?;
        let growth = count as f64 / before as f64 - 1.0;
        println!("{name}: {count} instructions, {:+.1} %", growth * 100.0);
        if growth > TOLERANCE {
            worse.push(name);
        }
    }
    match worse.is_empty() {
        true => Ok(()),
        false if !is_comparable => {
            println!("the counts are those of another compiler: run `cargo xtask instructions --bless`");
            Ok(())
        }
        false => Err(format!(
            "more instructions than before: {}; if that is meant, run `cargo xtask instructions --bless`",
            worse.join(", ")
        )),
    }
}

/// Writes the counts down.
pub(crate) fn bless() -> Result<(), String> {
    let mut text = compiler()? + "\n";
    for (name, count) in counts()? {
        println!("{name}: {count} instructions");
        // Writing to a string does not fail.
        let _ = writeln!(text, "{name} {count}");
    }
    fs::write(baseline(), text).map_err(|error| format!("{}: {error}", baseline().display()))
}

fn baseline() -> PathBuf {
    workspace().join("benches/instructions.txt")
}

/// The compiler's version: another one makes other instructions.
fn compiler() -> Result<String, String> {
    let output = Command::new("rustc").arg("--version").output().map_err(|error| format!("rustc: {error}"))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn counts() -> Result<Vec<Count>, String> {
    let folder = folder()?.join("instructions");
    // The profile of the tests: what they need has been built already.
    finish(cargo().args(["build", "--quiet", "--package", "nosecrets-engine", "--example", "scan"]))?;
    let program = target().join("debug/examples/scan");
    let (empty, rust, text) = (folder.join("empty"), folder.join("rust"), folder.join("text"));
    copy(&source()?, &rust, "rs")?;
    copy(&source()?, &text, "txt")?;
    fs::create_dir_all(&empty)
        .and_then(|()| fs::write(empty.join("lib.rs"), "//! Nothing.\n"))
        .map_err(|error| error.to_string())?;
    let scans = [("start", empty), ("rust", rust), ("text", text)];
    scans.into_iter().map(|(name, path)| Ok((name, count(&program, &path)?))).collect()
}

/// The folder of the crate's sources in cargo's registry.
fn source() -> Result<PathBuf, String> {
    let output = cargo()
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .output()
        .map_err(|error| format!("cargo metadata: {error}"))?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
    let mut packages = metadata["packages"].as_array().into_iter().flatten();
    let manifest = packages.find(|package| package["name"] == CRATE).and_then(|found| found["manifest_path"].as_str());
    let manifest = manifest.ok_or_else(|| format!("{CRATE} is no dependency any more"))?;
    Ok(Path::new(manifest).with_file_name("src"))
}

/// Copies the Rust files of a folder into one, with another extension.
fn copy(from: &Path, to: &Path, extension: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", to.display());
    fs::create_dir_all(to).map_err(failed)?;
    for entry in fs::read_dir(from).map_err(failed)?.flatten().filter(|entry| entry.path().is_file()) {
        fs::copy(entry.path(), to.join(entry.file_name()).with_extension(extension)).map_err(failed)?;
    }
    Ok(())
}

fn count(program: &Path, path: &Path) -> Result<u64, String> {
    let arguments = ["--tool=callgrind", "--callgrind-out-file=/dev/null"];
    let output = Command::new("valgrind")
        .args(arguments)
        .arg(program)
        .args(["--threads", "1"])
        .arg(path)
        .output()
        .map_err(|error| format!("valgrind: {error}"))?;
    let text = String::from_utf8_lossy(&output.stderr);
    let collected = text.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok());
    collected.ok_or_else(|| format!("callgrind counted nothing:\n{text}"))
}
