//! Settings: files and command line → the engine's checked [`Config`].
//!
//! Weakest first: `[workspace.metadata.nosecrets]`, `nosecrets.toml`,
//! `[package.metadata.nosecrets]`, command line. `--config FILE` takes the
//! place of all files.
//!
//! * [`find`]: which files there are
//! * [`raw`]: a file's tables, with the place of every key and value
//! * [`valid`]: tables → [`Settings`], or every mistake in them
//! * [`globs`]: patterns relative to their file → patterns the engine matches

mod find;
mod globs;
mod problem;
mod raw;
pub(crate) mod size;
mod valid;

use std::path::{Path, PathBuf};

use nosecrets_engine::{Config, Contexts, Levels};

use crate::args::Args;
use crate::environment::Environment;
use crate::error::Error;

pub(crate) use find::{ancestor_with, package_manifest};
pub(crate) use problem::Problem;

/// What one file, or the command line, sets.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    /// Levels of rules.
    pub(crate) levels: Levels,
    /// Where rules may guess.
    pub(crate) contexts: Contexts,
    /// Patterns of files that are left out, each with the folder it is relative to.
    pub(crate) exclude: Vec<(PathBuf, String)>,
    /// Whether other tools' markers count.
    pub(crate) honour_markers: Option<bool>,
    /// Largest file that is read, in bytes.
    pub(crate) max_file_size: Option<u64>,
}

/// Settings of a run; only those of packages differ from root to root.
#[derive(Debug)]
pub(crate) struct Layers {
    /// From the file of `--config`, or the workspace's files.
    shared: Settings,
    /// Whether packages' own settings count.
    per_package: bool,
    command_line: Settings,
    /// What does not come from a file.
    fixed: Config,
}

impl Layers {
    /// Reads the settings that hold for all packages.
    ///
    /// `start` is the folder from which files are looked for upward;
    /// `workspace` the root of the workspace, where cargo was asked for it.
    pub(crate) fn load(
        args: &Args,
        environment: &Environment,
        start: &Path,
        workspace: Option<&Path>,
    ) -> Result<Layers, Error> {
        let given = args.files.config.as_deref();
        let shared = match given {
            Some(file) => valid::required(&environment.cwd.join(file))?,
            None => workspace_settings(start, workspace)?,
        };
        Ok(Layers {
            shared,
            per_package: given.is_none(),
            command_line: command_line(args, environment)?,
            fixed: fixed(args),
        })
    }

    /// Whether the package has settings of its own.
    pub(crate) fn has_own(&self, manifest: &Path) -> bool {
        self.per_package && valid::has_package(manifest)
    }

    /// The configuration for files of the package that `manifest` describes,
    /// or of none, with paths shown relative to `base`.
    pub(crate) fn config(&self, manifest: Option<&Path>, base: &Path) -> Result<Config, Error> {
        let mut settings = self.shared.clone();
        if let Some(manifest) = manifest.filter(|_| self.per_package) {
            settings.override_with(valid::package(manifest)?);
        }
        settings.override_with(self.command_line.clone());
        Ok(Config {
            exclude: globs::compile(&settings.exclude, base)?,
            levels: settings.levels,
            contexts: settings.contexts,
            honour_markers: settings.honour_markers.unwrap_or(self.fixed.honour_markers),
            max_file_size: settings.max_file_size.or(self.fixed.max_file_size),
            ..self.fixed.clone()
        })
    }
}

impl Settings {
    /// Takes over everything that `other` sets; what it leaves out is added.
    fn override_with(&mut self, other: Settings) {
        self.levels.override_with(&other.levels);
        self.contexts.override_with(other.contexts);
        self.exclude.extend(other.exclude);
        self.honour_markers = other.honour_markers.or(self.honour_markers);
        self.max_file_size = other.max_file_size.or(self.max_file_size);
    }
}

fn workspace_settings(start: &Path, workspace: Option<&Path>) -> Result<Settings, Error> {
    let found = find::upward(start);
    let mut settings = Settings::default();
    // A member need not lie below the root of its workspace.
    let manifest = workspace.map(|root| root.join("Cargo.toml")).or(found.workspace_manifest);
    if let Some(manifest) = manifest {
        settings.override_with(valid::workspace(&manifest)?);
    }
    if let Some(file) = found.file {
        settings.override_with(valid::required(&file)?);
    }
    Ok(settings)
}

fn command_line(args: &Args, environment: &Environment) -> Result<Settings, Error> {
    let mut levels = Levels::default();
    for (level, name) in &args.levels.ordered {
        levels.set(name, *level).map_err(|unknown| {
            let help = unknown.nearest.map(|nearest| format!("did you mean `{nearest}`?"));
            Error::new(format!("unknown rule `{name}`")).note("rules are listed by `cargo nosecrets --list`").help(help)
        })?;
    }
    let exclude = args.files.exclude_path.iter();
    let exclude: Vec<_> = exclude.map(|glob| (environment.cwd.clone(), glob.clone())).collect();
    for (_, glob) in &exclude {
        globs::check(glob).map_err(|why| Error::new(format!("--exclude-path `{glob}`: {why}")))?;
    }
    Ok(Settings { levels, exclude, max_file_size: args.files.max_file_size, ..Settings::default() })
}

fn fixed(args: &Args) -> Config {
    Config {
        all_contexts: args.levels.all_contexts,
        semantic: !args.levels.detectors_only,
        respect_ignore: !args.files.no_ignore,
        threads: args.files.threads,
        ..Config::default()
    }
}
