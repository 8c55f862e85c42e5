//! The files that belong to a package.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::GlobSet;
use nosecrets_engine::cache::Cache;
use nosecrets_engine::discover::{self, Root, Targets};
use nosecrets_engine::scan::Progress;
use nosecrets_engine::{Config, Report, Scanner};

/// A package and its files.
#[derive(Debug)]
pub(crate) struct Package {
    root: Root,
    /// All files that git does not ignore, including excluded ones.
    files: BTreeSet<PathBuf>,
}

impl Package {
    /// Finds the files of the package in `folder`.
    ///
    /// A subfolder with a manifest is another package, as it is for cargo when it packages this
    /// one.
    pub(crate) fn find(folder: &Path, config: &Config) -> Result<Package, String> {
        let targets = Targets::default();
        let mut root = Root { path: folder.to_path_buf(), base: folder.to_path_buf(), exclude: Vec::new(), targets };
        let config = Config { exclude: GlobSet::empty(), ..config.clone() };
        let roots = std::slice::from_ref(&root);
        let (entries, skipped) = discover::discover(roots, &config).map_err(|error| error.to_string())?;
        let named = entries.iter().map(|entry| entry.path.clone());
        let unread = skipped.iter().map(|skipped| folder.join(&skipped.path));
        let mut files: BTreeSet<PathBuf> = named.chain(unread).collect();
        root.exclude = packages(&files, folder);
        files.retain(|file| !root.exclude.iter().any(|other| file.starts_with(other)));
        Ok(Package { root, files })
    }

    /// Scans the files, except those that the cache knows.
    pub(crate) fn scan(&self, config: &Config, cache: Option<Arc<Cache>>) -> Result<Report, String> {
        let scanner = Scanner::new(config.clone());
        let scanner = match cache {
            Some(cache) => scanner.with_cache(cache),
            None => scanner,
        };
        scanner.scan(std::slice::from_ref(&self.root), &Progress::default()).map_err(|error| error.to_string())
    }

    /// Files and folders that trigger another check when they change.
    ///
    /// Cargo watches everything in a folder. So a folder is listed only if all its contents belong
    /// to the package: then a new file triggers a check, and build output does not.
    pub(crate) fn watched(&self) -> Vec<PathBuf> {
        let mut watched = Vec::new();
        if self.watch(&self.root.path, &mut watched) {
            return vec![self.root.path.clone()];
        }
        watched
    }

    /// Adds what to watch in a folder, unless it is the whole folder. Returns whether it is.
    fn watch(&self, folder: &Path, watched: &mut Vec<PathBuf>) -> bool {
        let Ok(entries) = fs::read_dir(folder) else { return false };
        let mut pieces = Vec::new();
        let mut is_whole = true;
        for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
            let is_ours = self.files.contains(&path) || (self.has_files_in(&path) && self.watch(&path, &mut pieces));
            is_whole &= is_ours;
            pieces.extend(is_ours.then_some(path));
        }
        if !is_whole {
            watched.extend(pieces);
        }
        is_whole
    }

    fn has_files_in(&self, folder: &Path) -> bool {
        self.files.range(folder.to_path_buf()..).next().is_some_and(|file| file.starts_with(folder))
    }
}

/// Folders of other packages below `folder`.
fn packages(files: &BTreeSet<PathBuf>, folder: &Path) -> Vec<PathBuf> {
    let manifests = files.iter().filter(|file| file.file_name().is_some_and(|name| name == "Cargo.toml"));
    manifests.filter_map(|file| file.parent()).filter(|parent| *parent != folder).map(Path::to_path_buf).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is watched in a folder with these files.
    fn watched(files: &[&str]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, if *file == ".gitignore" { "/target\n" } else { "" }).unwrap();
        }
        let watched = Package::find(folder.path(), &Config::default()).unwrap().watched();
        let relative = |path: PathBuf| path.strip_prefix(folder.path()).unwrap().to_string_lossy().into_owned();
        let mut watched: Vec<_> = watched.into_iter().map(relative).collect();
        watched.sort();
        watched
    }

    #[test]
    fn a_folder_without_anything_foreign_is_watched_as_a_whole() {
        assert_eq!(watched(&["Cargo.toml", "src/lib.rs", "src/a/b.rs", "image.bin"]), [""]);
    }

    #[test]
    fn what_is_built_is_not_watched() {
        let files = [".gitignore", "Cargo.toml", "src/lib.rs", "src/a/b.rs", "target/debug/x"];
        assert_eq!(watched(&files), [".gitignore", "Cargo.toml", "src"]);
    }

    #[test]
    fn packages_below_are_not_watched() {
        assert_eq!(
            watched(&["Cargo.toml", "src/lib.rs", "member/Cargo.toml", "member/src/lib.rs"]),
            ["Cargo.toml", "src"]
        );
    }
}
