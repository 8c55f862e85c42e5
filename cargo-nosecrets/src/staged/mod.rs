//! The content of git's index: what a commit would contain, not what the folder contains.
//!
//! * [`git`]: the program, and which files it reports as staged
//! * [`blobs`]: the content of staged files
//!
//! cargo is not queried, because a hook must be fast: the nearest `Cargo.toml` is the package, and
//! conventions determine the role of its files. Settings are those in the folder. So is what other
//! files say about a file: whether it is a test module, or the value of a constant.

mod blobs;
mod git;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use nosecrets_engine::discover::{self, Entry, Root, Targets};
use nosecrets_engine::report::{SkipReason, Skipped};
use nosecrets_engine::scan::Progress;
use nosecrets_engine::{Report, Scanner};

use crate::config::{Layers, package_manifest};
use crate::environment::Environment;
use crate::error::Error;
use blobs::Blobs;
use git::Change;

/// The staged files.
#[derive(Debug)]
pub(crate) struct Staged {
    /// The root of the working tree.
    pub(crate) top: PathBuf,
    changes: Vec<Change>,
}

impl Staged {
    /// The staged files of the repository around the current folder.
    ///
    /// # Errors
    /// If there is no git, or no repository.
    pub(crate) fn of(environment: &Environment) -> Result<Staged, Error> {
        let top = git::top(environment)?;
        Ok(Staged { top, changes: git::changes(environment)? })
    }

    /// Scans the staged files that `targets` selects.
    pub(crate) fn scan(
        &self,
        layers: &Layers,
        targets: &Targets,
        environment: &Environment,
        progress: &Progress,
    ) -> Result<Report, Error> {
        let mut report = Report::default();
        for (manifest, paths) in self.by_settings(layers) {
            let config = layers.config(manifest.as_deref(), &self.top)?;
            let (entries, skipped) = discover::listed(&self.root(targets), &paths, &config);
            report.skipped.extend(skipped);
            if !entries.is_empty() {
                let mut blobs = Blobs::start(environment, self.ids(&entries))?;
                report.merge(Scanner::new(config).scan_supplied(&entries, &mut blobs, progress)?);
            }
        }
        report.skipped.extend(self.changes.iter().filter(|change| change.is_link).map(link));
        Ok(report)
    }

    fn root(&self, targets: &Targets) -> Root {
        Root { path: self.top.clone(), base: self.top.clone(), exclude: Vec::new(), targets: targets.clone() }
    }

    /// Groups files by settings, which differ between packages.
    fn by_settings(&self, layers: &Layers) -> BTreeMap<Option<PathBuf>, Vec<PathBuf>> {
        let mut own: HashMap<PathBuf, Option<PathBuf>> = HashMap::new();
        let mut groups: BTreeMap<_, Vec<PathBuf>> = BTreeMap::new();
        for change in self.changes.iter().filter(|change| !change.is_link) {
            let path = self.top.join(&change.path);
            let folder = path.parent().map(PathBuf::from).unwrap_or_default();
            let manifest = own
                .entry(folder)
                .or_insert_with_key(|folder| package_manifest(folder).filter(|manifest| layers.has_own(manifest)));
            groups.entry(manifest.clone()).or_default().push(path);
        }
        groups
    }

    fn ids(&self, entries: &[Entry]) -> HashMap<PathBuf, &str> {
        let known: HashMap<_, _> =
            self.changes.iter().map(|change| (self.top.join(&change.path), &*change.id)).collect();
        entries.iter().filter_map(|entry| Some((entry.path.clone(), *known.get(&entry.path)?))).collect()
    }
}

fn link(change: &Change) -> Skipped {
    Skipped { path: change.path.clone(), why: SkipReason::Link }
}
