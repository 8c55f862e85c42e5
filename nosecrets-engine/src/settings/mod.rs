//! Settings files → the engine's checked [`Config`].
//!
//! Weakest first: `[workspace.metadata.nosecrets]`, `nosecrets.toml`,
//! `[package.metadata.nosecrets]`.
//!
//! * `find`: which files there are
//! * `raw`: a file's tables, with the place of every key and value
//! * `valid`: tables → [`Settings`], or every mistake in them
//! * [`globs`]: patterns relative to their file → patterns that discovery matches

mod find;
pub mod globs;
mod raw;
pub mod size;
mod valid;

use std::fmt;
use std::path::{Path, PathBuf};

use crate::config::{Config, Levels};
use crate::contexts::Contexts;
use crate::detectors::Detectors;
use crate::{masks, shown};

pub use crate::problem::Problem;
pub use find::{package_manifest, settings_file};
pub use raw::Kind;

/// What one file, or a command line, sets.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Levels of rules.
    pub levels: Levels,
    /// Where rules may guess.
    pub contexts: Contexts,
    /// Patterns of files that are left out, each with the folder it is relative to.
    pub exclude: Vec<(PathBuf, String)>,
    /// Whether other tools' markers count.
    pub honour_markers: Option<bool>,
    /// Largest file that is read, in bytes.
    pub max_file_size: Option<u64>,
    /// What is looked for: what is built in, and the detectors of `nosecrets.toml`.
    pub detectors: Detectors,
    /// The files that were read.
    pub files: Vec<PathBuf>,
}

impl Settings {
    /// What one file of nothing but settings says.
    ///
    /// # Errors
    /// If it cannot be read, or has mistakes.
    pub fn of_file(file: &Path) -> Result<Settings, Error> {
        valid::required(file)
    }

    /// What a text says that stands in the file at `path`.
    ///
    /// # Errors
    /// If it has mistakes.
    pub fn of_text(path: &Path, text: &str, kind: Kind) -> Result<Settings, Error> {
        valid::settings(&raw::Document::new(path, text), kind, Detectors::default())
    }

    /// What holds for all packages, with files looked for from `start` upward;
    /// `workspace` is the root of the workspace, if it is known.
    ///
    /// # Errors
    /// If a file that was found has mistakes.
    pub fn of_workspace(start: &Path, workspace: Option<&Path>) -> Result<Settings, Error> {
        let found = find::upward(start);
        // Read first, for its detectors have levels in the manifest as well.
        let file = found.file.map(|file| valid::required(&file)).transpose()?.unwrap_or_default();
        let mut settings = Settings::default();
        // A member need not lie below the root of its workspace.
        let manifest = workspace.map(|root| root.join("Cargo.toml")).or(found.workspace_manifest);
        if let Some(manifest) = manifest {
            settings.override_with(valid::workspace(&manifest, file.detectors)?);
        }
        settings.override_with(file);
        Ok(settings)
    }

    /// What a package's manifest says of these detectors and all the rest.
    ///
    /// # Errors
    /// If its settings have mistakes.
    pub fn of_package(manifest: &Path, detectors: Detectors) -> Result<Settings, Error> {
        valid::package(manifest, detectors)
    }

    /// Takes over everything that `other` sets; what it leaves out is added.
    pub fn override_with(&mut self, other: Settings) {
        self.levels.override_with(&other.levels);
        self.contexts.override_with(other.contexts);
        self.exclude.extend(other.exclude);
        self.honour_markers = other.honour_markers.or(self.honour_markers);
        self.max_file_size = other.max_file_size.or(self.max_file_size);
        self.detectors = other.detectors.or(self.detectors);
        self.files.extend(other.files);
    }

    /// The configuration of a run whose findings are shown relative to `base`;
    /// what settings do not say is taken from `rest`.
    ///
    /// # Errors
    /// If a pattern cannot be used.
    pub fn config(self, base: &Path, rest: &Config) -> Result<Config, Error> {
        Ok(Config {
            exclude: globs::compile(&self.exclude, base)?,
            detectors: self.detectors,
            levels: self.levels,
            contexts: self.contexts,
            honour_markers: self.honour_markers.unwrap_or(rest.honour_markers),
            max_file_size: self.max_file_size.or(rest.max_file_size),
            ..rest.clone()
        })
    }
}

/// Whether a package's manifest has settings, right or wrong.
#[must_use]
pub fn has_package(manifest: &Path) -> bool {
    valid::has_package(manifest)
}

/// Settings that cannot be used.
#[derive(Debug)]
pub enum Error {
    /// A file that must be there cannot be read.
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Mistakes in a file, all that were seen, in their order.
    Problems(Vec<Problem>),
    /// A pattern that was right in its file is none relative to another folder.
    Pattern(globset::Error),
}

impl Problem {
    /// Hides what these detectors find in what would be shown.
    #[must_use]
    pub fn hiding(self, detectors: Detectors) -> Problem {
        let mask = |text: &str| masks::mask_among(detectors, text);
        let (title, label, help) = (mask(&self.title), mask(&self.label), self.help.as_deref().map(mask));
        Problem { text: mask(&self.text).into(), title, label, help, ..self }
    }
}

/// `path:line: what is wrong`, one mistake a line.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Read { path, source } => write!(f, "cannot read `{}`: {source}", shown::path(path)),
            Error::Pattern(source) => write!(f, "bad pattern in `exclude`: {source}"),
            Error::Problems(problems) => {
                let line = |problem: &Problem| {
                    let help = problem.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
                    let said = masks::mask(&format!("{}{help}", problem.title));
                    format!("{}:{}: {said}", shown::path(&problem.path), problem.line())
                };
                f.write_str(&problems.iter().map(line).collect::<Vec<_>>().join("\n"))
            }
        }
    }
}

impl std::error::Error for Error {}
