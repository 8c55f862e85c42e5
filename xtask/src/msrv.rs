//! Builds the crates that enter users' dependency trees with the oldest
//! compiler that they promise to work with.
//!
//! Its cargo can read neither the workspace's resolver nor its lock file, so the
//! crates are copied into a workspace of their own, with the same versions.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use crate::run::workspace;

/// The compiler; `rust-version` of the crates.
const TOOLCHAIN: &str = "1.71";
const CRATES: [&str; 3] = ["nosecrets-detectors", "nosecrets-macros", "nosecrets"];

/// Copies, and checks the crate that depends on the other two.
pub(crate) fn run() -> Result<ExitCode, String> {
    let folder = workspace().join("target/msrv");
    copy_workspace(&folder)?;
    println!("$ rustup run {TOOLCHAIN} cargo check --package nosecrets");
    let mut rustup = Command::new("rustup");
    rustup.args(["run", TOOLCHAIN, "cargo", "check", "--package", "nosecrets"]).current_dir(&folder);
    // Set for the compiler that runs this task.
    rustup.env_remove("CARGO").env_remove("RUSTC").env("CARGO_TARGET_DIR", folder.join("target"));
    let status = rustup.status().map_err(|error| format!("cannot start rustup: {error}"))?;
    let install = format!("if it is not installed: `rustup toolchain install {TOOLCHAIN} --profile minimal`");
    if status.success() { Ok(ExitCode::SUCCESS) } else { Err(format!("Rust {TOOLCHAIN} refuses; {install}")) }
}

fn copy_workspace(to: &Path) -> Result<(), String> {
    let from = workspace();
    for name in CRATES {
        // Benches are not built, but a manifest that names them wants them to be there.
        for part in ["Cargo.toml", "README.md", "src", "benches"] {
            let (source, target) = (from.join(name).join(part), to.join(name).join(part));
            // What was deleted must not be there any more.
            let _ = fs::remove_dir_all(&target);
            if source.exists() {
                copy(&source, &target)?;
            }
        }
    }
    write(to, "Cargo.toml", &manifest(&read(&from.join("Cargo.toml"))?))?;
    // Cargo keeps its versions and drops what only other crates need.
    let lock = read(&from.join("Cargo.lock"))?;
    write(to, "Cargo.lock", &lock.replacen("\nversion = 4\n", "\nversion = 3\n", 1))
}

/// The root manifest with what its members inherit, and an older resolver.
fn manifest(root: &str) -> String {
    let members = CRATES.map(|name| format!("\"{name}\"")).join(", ");
    let inherited = root.split("\n[").filter(|section| section.starts_with("workspace."));
    let sections = inherited.map(|section| format!("[{section}\n"));
    format!("[workspace]\nresolver = \"2\"\nmembers = [{members}]\n\n{}", sections.collect::<String>())
}

/// Copies a file, or a folder with all that is in it.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    if from.is_dir() {
        for entry in fs::read_dir(from).map_err(|error| at(from, &error))? {
            let name = entry.map_err(|error| at(from, &error))?.file_name();
            copy(&from.join(&name), &to.join(&name))?;
        }
        return Ok(());
    }
    fs::create_dir_all(to.parent().unwrap_or(to)).map_err(|error| at(to, &error))?;
    fs::copy(from, to).map(|_| ()).map_err(|error| at(from, &error))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| at(path, &error))
}

fn write(folder: &Path, name: &str, text: &str) -> Result<(), String> {
    fs::write(folder.join(name), text).map_err(|error| at(&folder.join(name), &error))
}

fn at(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
