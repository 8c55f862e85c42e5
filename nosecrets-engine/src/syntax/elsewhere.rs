//! Constants of other files of the crate.
//!
//! A path such as `crate::config::KEY` is looked up where rustc would look for the
//! module: `src/config.rs` or `src/config/mod.rs`. Only files of the package are
//! read, and only for names that a rule asks about.

use std::cell::{Cell, OnceCell};
use std::path::{Path, PathBuf};

use crate::items;

use super::consts::Consts;
use super::uses::Uses;
use crate::event::Value;
use crate::neighbours;

/// The largest file that is read for a constant, in bytes.
const MAX_FILE: u64 = 1 << 20;

/// The most constants that are looked up for one file.
const MAX_LOOKUPS: usize = 16;

/// Constants of the other files of a file's crate.
pub(super) struct Elsewhere<'a> {
    file: &'a Path,
    uses: &'a Uses,
    /// Found when the first constant is asked for.
    place: OnceCell<Option<Place>>,
    lookups: Cell<usize>,
}

impl<'a> Elsewhere<'a> {
    pub(super) fn new(file: &'a Path, uses: &'a Uses) -> Elsewhere<'a> {
        Elsewhere { file, uses, place: OnceCell::new(), lookups: Cell::new(0) }
    }

    /// The values of the constant at a path, as it is written in the file.
    pub(super) fn values(&self, path: &str) -> Vec<Value> {
        let path = self.uses.resolve(path);
        let is_wanted = path.contains("::") && path.rsplit("::").next().is_some_and(is_constant);
        if !is_wanted || self.lookups.get() >= MAX_LOOKUPS {
            return Vec::new();
        }
        neighbours::ask();
        self.lookups.set(self.lookups.get() + 1);
        let place = self.place.get_or_init(|| Place::of(self.file));
        place.as_ref().map(|place| place.values(&path)).unwrap_or_default()
    }
}

/// Where a file stands in its crate.
#[derive(Debug, Clone)]
struct Place {
    /// Folder of the crate's root file: `src`, mostly.
    root: PathBuf,
    /// Modules from the root to the file.
    modules: Vec<String>,
}

impl Place {
    /// The place of a source file; `None` if it is not below a `src` folder of
    /// a package.
    fn of(file: &Path) -> Option<Place> {
        let root = file.ancestors().find(|folder| {
            folder.file_name().is_some_and(|name| name == "src")
                && folder.parent().is_some_and(|package| package.join("Cargo.toml").is_file())
        })?;
        let relative = file.strip_prefix(root).ok()?.with_extension("");
        let mut modules: Vec<String> = relative.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if modules.last().is_some_and(|last| matches!(last.as_str(), "mod" | "lib" | "main")) {
            modules.pop();
        }
        Some(Place { root: root.to_path_buf(), modules })
    }

    /// The values of the constant at a path, which is resolved as far as the
    /// file's imports go.
    fn values(&self, path: &str) -> Vec<Value> {
        let mut parts: Vec<&str> = path.split("::").collect();
        let Some(name) = parts.pop().filter(|name| is_constant(name)) else { return Vec::new() };
        let Some(modules) = self.absolute(&parts) else { return Vec::new() };
        self.files(&modules).iter().find_map(|file| constant(file, name)).unwrap_or_default()
    }

    /// The modules from the root that a path's first parts mean.
    fn absolute(&self, parts: &[&str]) -> Option<Vec<String>> {
        let (&first, rest) = parts.split_first()?;
        let mut modules = match first {
            "crate" => Vec::new(),
            "self" => self.modules.clone(),
            "super" => self.modules.split_last()?.1.to_vec(),
            child => self.modules.iter().cloned().chain([child.to_owned()]).collect(),
        };
        for &part in rest {
            match part {
                "super" => drop(modules.pop()?),
                part => modules.push(part.to_owned()),
            }
        }
        Some(modules)
    }

    /// Files that may hold a module: its own, or that of the module around it,
    /// if it is inline there.
    fn files(&self, modules: &[String]) -> Vec<PathBuf> {
        let mut files = Vec::new();
        for len in (modules.len().saturating_sub(1)..=modules.len()).rev() {
            let folder = modules[..len].iter().fold(self.root.clone(), |folder, part| folder.join(part));
            if len == 0 {
                files.extend([self.root.join("lib.rs"), self.root.join("main.rs")]);
            } else {
                files.extend([folder.with_extension("rs"), folder.join("mod.rs")]);
            }
        }
        files
    }
}

fn is_constant(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_'))
}

fn constant(file: &Path, name: &str) -> Option<Vec<Value>> {
    // A link could lead out of the package.
    let metadata = std::fs::symlink_metadata(file).ok()?;
    if !metadata.is_file() || metadata.len() > MAX_FILE {
        return None;
    }
    let source = std::fs::read(file).ok()?;
    memchr::memmem::find(&source, name.as_bytes())?;
    let items = items::split(&source)?;
    let values = Consts::new(&source, &items).values(name);
    (!values.is_empty()).then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(modules: &[&str]) -> Place {
        Place { root: "src".into(), modules: modules.iter().map(|&part| part.to_owned()).collect() }
    }

    #[test]
    fn paths_are_resolved_from_where_they_stand() {
        let place = place(&["a", "b"]);
        for (path, wanted) in [
            ("crate::config", vec!["config"]),
            ("self::c", vec!["a", "b", "c"]),
            ("super::c", vec!["a", "c"]),
            ("super::super::c", vec!["c"]),
            ("c", vec!["a", "b", "c"]),
        ] {
            let parts: Vec<&str> = path.split("::").collect();
            assert_eq!(place.absolute(&parts).unwrap(), wanted, "{path}");
        }
    }

    #[test]
    fn a_module_has_two_places_and_its_parent_may_hold_it() {
        let files = place(&[]).files(&["config".to_owned()]);
        let wanted = ["src/config.rs", "src/config/mod.rs", "src/lib.rs", "src/main.rs"].map(PathBuf::from);
        assert_eq!(files, wanted);
    }
}
