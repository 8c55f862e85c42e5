//! Which files there are, and what each is for.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use globset::GlobSet;
use ignore::{DirEntry, WalkBuilder, WalkState};

use crate::config::Config;
use crate::error::Error;
use crate::report::{SkipReason, Skipped};

pub use crate::role::Role;

/// A place to look for files.
#[derive(Debug, Clone, Default)]
pub struct Root {
    /// File or folder.
    pub path: PathBuf,
    /// What findings' paths are relative to; empty to show them as found.
    pub base: PathBuf,
    /// Folders below it that are left out: other packages.
    pub exclude: Vec<PathBuf>,
    /// What is known of the files below it.
    pub targets: Targets,
}

/// What cargo says of a package's files; without it conventions decide.
#[derive(Debug, Clone, Default)]
pub struct Targets {
    /// Source files of targets, absolute, with their roles.
    pub sources: Vec<(PathBuf, Role)>,
    /// Only files of these roles are wanted; empty for all.
    pub only: Vec<Role>,
}

/// A file to scan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// How findings name it.
    pub shown: PathBuf,
    /// Where it is.
    pub path: PathBuf,
    /// What it is for.
    pub role: Role,
    /// Name of the folder of its package, which names the crate.
    pub package: Option<String>,
}

/// Lists of hashes that cargo writes.
fn is_hashes(path: &Path) -> bool {
    matches!(
        path.file_name().and_then(OsStr::to_str),
        Some("Cargo.lock" | ".cargo-checksum.json" | "Cargo.toml.orig.lock")
    )
}

/// All files below the roots, sorted, and what was left out.
///
/// # Errors
/// If a root does not exist.
pub fn discover(roots: &[Root], config: &Config) -> Result<(Vec<Entry>, Vec<Skipped>), Error> {
    let mut found = Found::default();
    for root in roots {
        let metadata =
            std::fs::metadata(&root.path).map_err(|source| Error::Path { path: root.path.clone(), source })?;
        if metadata.is_dir() {
            found.append(walk(root, config));
        } else {
            // What is named is scanned, whatever an ignore file says.
            let kind = if metadata.is_file() { Kind::File } else { Kind::Special };
            found.add(root, &root.path, kind);
        }
    }
    Ok(found.finish(config))
}

/// Files whose names are known, such as those in git's index: what each is for,
/// sorted, and what is left out of them. They need not be on disk.
#[must_use]
pub fn listed(root: &Root, paths: &[PathBuf], config: &Config) -> (Vec<Entry>, Vec<Skipped>) {
    let mut found = Found::default();
    for path in paths.iter().filter(|path| !is_excluded(&config.exclude, root, path)) {
        found.add(root, path, Kind::File);
    }
    found.finish(config)
}

/// Files seen so far, and the packages they belong to.
#[derive(Debug, Default)]
struct Found {
    entries: Vec<Entry>,
    skipped: Vec<Skipped>,
    /// Package folder of each folder that was looked at.
    packages: HashMap<PathBuf, Option<PathBuf>>,
}

#[derive(Clone, Copy)]
enum Kind {
    File,
    Link,
    Special,
}

impl Found {
    fn add(&mut self, root: &Root, path: &Path, kind: Kind) {
        let shown = path.strip_prefix(&root.base).unwrap_or(path);
        let shown = shown.strip_prefix(".").unwrap_or(shown);
        let shown = if shown.as_os_str().is_empty() { path } else { shown };
        let skip = match kind {
            Kind::Link => Some(SkipReason::Link),
            Kind::Special => Some(SkipReason::Special),
            Kind::File if is_hashes(path) => Some(SkipReason::Hashes),
            Kind::File => None,
        };
        if let Some(why) = skip {
            self.skipped.push(Skipped { path: shown.to_path_buf(), why });
            return;
        }
        let package = self.package_of(path.parent().unwrap_or(Path::new("")));
        let role = role_of(root, path, package.as_deref());
        if !root.targets.only.is_empty() && !root.targets.only.contains(&role) {
            return;
        }
        let package = package.as_deref().and_then(Path::file_name).map(|n| n.to_string_lossy().into_owned());
        self.entries.push(Entry { shown: shown.to_path_buf(), path: path.to_path_buf(), role, package });
    }

    /// The nearest folder upward that holds a `Cargo.toml`.
    fn package_of(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.packages.get(folder) {
            return known.clone();
        }
        let package = if folder.join("Cargo.toml").is_file() {
            Some(folder.to_path_buf())
        } else {
            folder.parent().and_then(|parent| self.package_of(parent))
        };
        self.packages.insert(folder.to_path_buf(), package.clone());
        package
    }

    fn append(&mut self, other: Found) {
        self.entries.extend(other.entries);
        self.skipped.extend(other.skipped);
    }

    fn finish(mut self, config: &Config) -> (Vec<Entry>, Vec<Skipped>) {
        if let Some(shard) = config.shard {
            self.entries.retain(|entry| shard.holds(&entry.shown));
            self.skipped.retain(|skipped| shard.holds(&skipped.path));
        }
        self.entries.sort();
        self.entries.dedup_by(|a, b| a.path == b.path);
        self.skipped.sort();
        self.skipped.dedup();
        (self.entries, self.skipped)
    }
}

fn role_of(root: &Root, path: &Path, package: Option<&Path>) -> Role {
    let known = root.targets.sources.iter().find(|(source, _)| source == path);
    if let Some((_, role)) = known {
        return *role;
    }
    let relative = package.and_then(|package| path.strip_prefix(package).ok());
    Role::by_convention(relative.unwrap_or(path))
}

/// Walks one folder with all threads.
fn walk(root: &Root, config: &Config) -> Found {
    let found = Mutex::new(Found::default());
    let threads = config.threads;
    let walker = builder(root, config).threads(threads).build_parallel();
    walker.run(|| {
        Box::new(|entry| {
            // A poisoned lock would mean that another thread panicked, and
            // the scope around the walk passes that on.
            if let Ok(mut found) = found.lock() {
                visit(root, config, entry, &mut found);
            }
            WalkState::Continue
        })
    });
    found.into_inner().unwrap_or_default()
}

fn visit(root: &Root, config: &Config, entry: Result<DirEntry, ignore::Error>, found: &mut Found) {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => {
            found.skipped.extend(walk_error(root, &error));
            return;
        }
    };
    let Some(kind) = entry.file_type() else { return };
    if kind.is_dir() || is_excluded(&config.exclude, root, entry.path()) {
        return;
    }
    let kind = if kind.is_symlink() {
        Kind::Link
    } else if kind.is_file() {
        Kind::File
    } else {
        Kind::Special
    };
    found.add(root, entry.path(), kind);
}

fn is_excluded(exclude: &GlobSet, root: &Root, path: &Path) -> bool {
    !exclude.is_empty() && exclude.is_match(path.strip_prefix(&root.base).unwrap_or(path))
}

/// A folder or file that the system would not let us list; a broken ignore
/// file is none.
fn walk_error(root: &Root, error: &ignore::Error) -> Option<Skipped> {
    let io = error.io_error()?;
    let path = path_of(error)?;
    let shown = path.strip_prefix(&root.base).unwrap_or(path).to_path_buf();
    Some(Skipped { path: shown, why: SkipReason::Unreadable(io.to_string()) })
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

fn builder(root: &Root, config: &Config) -> WalkBuilder {
    let respect = config.respect_ignore;
    let exclude = root.exclude.clone();
    let top = root.path.clone();
    let mut builder = WalkBuilder::new(&root.path);
    builder
        .hidden(false)
        .ignore(false)
        .git_ignore(respect)
        .git_exclude(respect)
        .git_global(respect)
        .parents(respect)
        .require_git(false)
        .follow_links(false)
        .filter_entry(move |entry| {
            let is_dir = entry.file_type().is_some_and(|kind| kind.is_dir());
            !is_dir
                || entry.path() == top
                || (entry.file_name() != ".git"
                    && !exclude.iter().any(|other| other == entry.path())
                    && !(respect && is_cache(entry.path())))
        });
    builder
}

/// Whether a folder says of itself that it can be made anew, as `target` does.
///
/// Source: <https://bford.info/cachedir/>
fn is_cache(folder: &Path) -> bool {
    folder.join("CACHEDIR.TAG").is_file()
}
