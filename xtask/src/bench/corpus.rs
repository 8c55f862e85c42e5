//! What is scanned: published crates, pinned by name, version and checksum.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::tool::finish;
use crate::run::workspace;

/// How much there is to scan.
pub(super) struct Size {
    /// Number of files.
    pub(super) files: usize,
    /// Their bytes.
    pub(super) bytes: u64,
}

/// The crates of `benches/corpus` and all they need, vendored once.
pub(super) fn fetch(folder: &Path) -> Result<PathBuf, String> {
    let corpus = folder.join("corpus");
    if !corpus.is_dir() {
        // A fetch that was cut short leaves nothing that looks whole.
        let part = folder.join("corpus.part");
        let manifest = workspace().join("benches/corpus/Cargo.toml");
        let arguments = ["vendor", "--quiet", "--locked", "--versioned-dirs", "--manifest-path"];
        finish(Command::new("cargo").args(arguments).arg(manifest).arg(&part).stdout(Stdio::null()))?;
        fs::rename(&part, &corpus).map_err(|error| format!("{}: {error}", corpus.display()))?;
    }
    Ok(corpus)
}

/// The number of files below a folder, and their bytes.
pub(super) fn size(folder: &Path) -> Result<Size, String> {
    let files = files(folder)?;
    Ok(Size { files: files.len(), bytes: files.iter().map(|(_, len)| len).sum() })
}

/// A folder with so many bytes of the corpus: files spread evenly over it, and
/// the corpus again under another name if it is smaller.
pub(super) fn part(folder: &Path, corpus: &Path, bytes: u64) -> Result<PathBuf, String> {
    let part = folder.join(format!("part-{bytes}"));
    if part.is_dir() {
        return Ok(part);
    }
    let whole = files(corpus)?;
    let total: u64 = whole.iter().map(|(_, len)| len).sum();
    let step = usize::try_from(total / bytes).unwrap_or(1).max(1);
    let mut left = bytes;
    'copies: for copy in 0.. {
        for first in 0..step {
            for (path, len) in whole.iter().skip(first).step_by(step) {
                if left == 0 {
                    break 'copies;
                }
                left = left.saturating_sub(*len);
                let relative = path.strip_prefix(corpus).unwrap_or(path);
                link(path, &part.join(copy.to_string()).join(relative))?;
            }
        }
    }
    Ok(part)
}

fn link(from: &Path, to: &Path) -> Result<(), String> {
    let parent = to.parent().unwrap_or(to);
    fs::create_dir_all(parent)
        .and_then(|()| fs::hard_link(from, to))
        .map_err(|error| format!("{}: {error}", to.display()))
}

/// All files below a folder with their lengths, in order.
fn files(folder: &Path) -> Result<Vec<(PathBuf, u64)>, String> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = open.pop() {
        let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
        for entry in fs::read_dir(&folder).map_err(&failed)? {
            let entry = entry.map_err(&failed)?;
            let data = entry.metadata().map_err(&failed)?;
            if data.is_dir() {
                open.push(entry.path());
            } else if data.is_file() {
                found.push((entry.path(), data.len()));
            }
        }
    }
    found.sort();
    Ok(found)
}
