//! The engine with some of the detectors: built from a copy of the two crates
//! in which only the tables differ.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nosecrets_detectors::Catalogue;
use nosecrets_detectors::spec::schema::File;
use nosecrets_detectors::spec::{build, load};
use nosecrets_engine::table_source;

use super::tool::finish;
use crate::run::workspace;

/// An engine to time.
pub(super) struct Engine {
    /// The example `scan`, which has the engine and nothing around it.
    pub(super) program: PathBuf,
    /// How many detectors it has.
    pub(super) detectors: usize,
}

/// Builds the engine with `count` of the detectors, spread evenly over all; with
/// none given, with all of them.
pub(super) fn engine(folder: &Path, count: Option<usize>) -> Result<Engine, String> {
    let copy = folder.join(count.map_or("engine-all".to_owned(), |count| format!("engine-{count}")));
    for name in ["nosecrets-detectors", "nosecrets-engine"] {
        copy_folder(&workspace().join(name), &copy.join(name))?;
    }
    write(&copy.join("Cargo.lock"), &read(&workspace().join("Cargo.lock"))?)?;
    write(&copy.join("Cargo.toml"), manifest()?.as_bytes())?;
    let detectors = tables(&copy, count)?;
    let arguments = ["build", "--quiet", "--release", "--package", "nosecrets-engine", "--example", "scan"];
    // A folder of its own: to cargo both copies are one package, and it would take what was
    // built last for fresh.
    let target = copy.join("target");
    finish(Command::new("cargo").args(arguments).current_dir(&copy).env("CARGO_TARGET_DIR", &target))?;
    Ok(Engine { program: target.join("release/examples/scan"), detectors })
}

/// The workspace's manifest with only the two crates for members.
fn manifest() -> Result<String, String> {
    let text = fs::read_to_string(workspace().join("Cargo.toml")).map_err(|error| format!("Cargo.toml: {error}"))?;
    let (_, rest) = text.split_once("\n]\n").ok_or("Cargo.toml: no list of members")?;
    let kept = rest.lines().filter(|line| !line.starts_with("default-members"));
    let members = "[workspace]\nresolver = \"3\"\nmembers = [\"nosecrets-detectors\", \"nosecrets-engine\"]";
    Ok([members].into_iter().chain(kept).fold(String::new(), |text, line| text + line + "\n"))
}

/// Writes the tables of about so many detectors; how many there are.
fn tables(workspace: &Path, count: Option<usize>) -> Result<usize, String> {
    let core = workspace.join("nosecrets-detectors");
    let mut files = load::load(&core.join("detectors")).map_err(|problems| problems.join("\n"))?;
    let len = |files: &[File]| files.iter().map(|file| file.detectors.len()).sum::<usize>();
    if let Some(count) = count {
        let step = (len(&files) / count).max(1);
        files = files.into_iter().step_by(step).collect();
    }
    let table = build::table(&files).map_err(|problems| problems.join("\n"))?;
    write(&core.join("src/table.bin"), &table.bytes)?;
    write(&core.join("src/table.txt"), table.text.as_bytes())?;
    let catalogue = Box::leak(Box::new(Catalogue::new(table.bytes.leak(), table.text.leak())));
    write(&workspace.join("nosecrets-engine/src/fitting/table.rs"), table_source(catalogue).as_bytes())?;
    Ok(len(&files))
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), String> {
    for entry in fs::read_dir(from).map_err(|error| format!("{}: {error}", from.display()))?.flatten() {
        let (path, copy) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() { copy_folder(&path, &copy)? } else { write(&copy, &read(&path)?)? }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes a file, unless it holds that already: cargo builds what is newer.
fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    if fs::read(path).is_ok_and(|known| known == bytes) {
        return Ok(());
    }
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    fs::create_dir_all(path.parent().unwrap_or(path)).map_err(failed)?;
    fs::write(path, bytes).map_err(failed)
}
