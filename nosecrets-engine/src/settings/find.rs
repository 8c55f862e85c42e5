//! Which configuration files there are.
//!
//! Files are looked for upward from a folder, but not above the root of the
//! git repository or of the cargo workspace: what lies beyond is not the
//! user's project.

use std::path::{Path, PathBuf};

use super::raw::{Document, Kind};

/// Name of the file that holds nothing but our settings.
const FILE: &str = "nosecrets.toml";

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// `nosecrets.toml`.
    pub(super) file: Option<PathBuf>,
    /// The `Cargo.toml` that may have `[workspace.metadata.nosecrets]`.
    pub(super) workspace_manifest: Option<PathBuf>,
}

/// Looks in `start` and the folders above it.
pub(super) fn upward(start: &Path) -> Found {
    let mut found = Found::default();
    for folder in start.ancestors() {
        let file = folder.join(FILE);
        if found.file.is_none() && file.is_file() {
            found.file = Some(file);
        }
        if is_workspace(folder) {
            found.workspace_manifest = Some(folder.join("Cargo.toml"));
            break;
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    found
}

/// The `nosecrets.toml` that holds for a folder.
#[must_use]
pub fn settings_file(start: &Path) -> Option<PathBuf> {
    upward(start).file
}

/// Whether the folder is the root of a cargo workspace; a broken manifest is
/// reported where it is used.
fn is_workspace(folder: &Path) -> bool {
    let manifest = folder.join("Cargo.toml");
    Document::read(&manifest).is_ok_and(|document| document.has(Kind::Workspace))
}

/// The manifest of the package that `path` belongs to, as far as the root of
/// its git repository.
#[must_use]
pub fn package_manifest(path: &Path) -> Option<PathBuf> {
    for folder in path.ancestors() {
        let manifest = folder.join("Cargo.toml");
        if manifest.is_file() {
            return Some(manifest);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}
