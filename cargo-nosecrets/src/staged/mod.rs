//! What is in git's index: the content that a commit would have, not that of
//! the folder.
//!
//! * [`git`]: the program, and what it says is staged
//! * [`blobs`]: the content of staged files
//!
//! cargo is not asked, for a hook must not make anyone wait: a package is the
//! nearest `Cargo.toml`, and conventions tell what its files are for. Settings
//! are those of the folder. So is what other files tell of one: whether it is a
//! module of tests, and the value of a constant.

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
    /// What is staged in the repository around the current folder.
    ///
    /// # Errors
    /// If there is no git, or no repository.
    pub(crate) fn of(environment: &Environment) -> Result<Staged, Error> {
        let top = git::top(environment)?;
        Ok(Staged { top, changes: git::changes(environment)? })
    }

    /// Scans all of it; only files that `targets` wants.
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

    /// Files that share their settings, as the settings of packages differ.
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
