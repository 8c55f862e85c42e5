//! Settings: files and command line → the engine's checked [`Config`].
//!
//! Files are read by [`nosecrets_engine::settings`]. The command line overrides them all, and
//! `--config FILE` replaces them.

mod problem;

use std::path::{Path, PathBuf};

use nosecrets_engine::settings::{Settings, globs, has_package};
use nosecrets_engine::{Config, Detectors, Levels};

use crate::args::Args;
use crate::environment::Environment;
use crate::error::Error;

pub(crate) use nosecrets_engine::settings::{Kind, Problem, package_manifest, settings_file, size};
pub(crate) use problem::{render, render_warning};

/// Settings of a run. Only those of packages differ from root to root.
#[derive(Debug)]
pub(crate) struct Layers {
    /// From the file given by `--config`, or the workspace's files.
    shared: Settings,
    /// Whether the settings of packages count.
    per_package: bool,
    command_line: Settings,
    /// Everything that does not come from a file.
    fixed: Config,
}

impl Layers {
    /// Reads the settings that apply to all packages.
    ///
    /// Files are searched for in `start` and the folders above it. `workspace` is the root of the
    /// workspace, if cargo was queried for it.
    pub(crate) fn load(
        args: &Args,
        environment: &Environment,
        start: &Path,
        workspace: Option<&Path>,
    ) -> Result<Layers, Error> {
        let given = args.files.config.as_deref();
        let shared = match given {
            Some(file) => Settings::of_file(&environment.cwd.join(file))?,
            None => Settings::of_workspace(start, workspace)?,
        };
        let command_line = command_line(args, environment, shared.detectors);
        Ok(Layers {
            command_line: command_line.map_err(|error| error.hiding(shared.detectors))?,
            shared,
            per_package: given.is_none(),
            fixed: fixed(args),
        })
    }

    /// The detectors of the run.
    pub(crate) fn detectors(&self) -> Detectors {
        self.shared.detectors
    }

    /// Whether the package has its own settings.
    pub(crate) fn has_own(&self, manifest: &Path) -> bool {
        self.per_package && has_package(manifest)
    }

    /// The configuration for files of the package with this manifest, or of no package. Paths are
    /// shown relative to `base`.
    pub(crate) fn config(&self, manifest: Option<&Path>, base: &Path) -> Result<Config, Error> {
        let mut settings = self.shared.clone();
        if let Some(manifest) = manifest.filter(|_| self.per_package) {
            settings.override_with(Settings::of_package(manifest, self.shared.detectors)?);
        }
        settings.override_with(self.command_line.clone());
        Ok(settings.config(base, &self.fixed)?)
    }
}

/// The detectors of a run in the current folder: the built-in ones and those of the settings.
///
/// # Errors
/// If the settings have errors.
pub(crate) fn detectors(args: &Args, environment: &Environment) -> Result<Detectors, Error> {
    let file = args.files.config.as_ref().map(|file| environment.cwd.join(file));
    let file = file.or_else(|| settings_file(&environment.cwd));
    Ok(file.map(|file| Settings::of_file(&file)).transpose()?.unwrap_or_default().detectors)
}

/// Parses `text`, the content of the settings file at `path`.
///
/// # Errors
/// All errors in it.
pub(crate) fn check(path: &Path, text: &str, kind: Kind) -> Result<(), Error> {
    Ok(Settings::of_text(path, text, kind).map(drop)?)
}

/// The nearest folder with a file of this name: `start` or one above it.
pub(crate) fn ancestor_with(start: &Path, name: &str) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join(name).is_file()).map(Path::to_path_buf)
}

fn command_line(args: &Args, environment: &Environment, detectors: Detectors) -> Result<Settings, Error> {
    let mut levels = Levels::default();
    for (level, name) in &args.levels.ordered {
        levels.set_among(detectors, name, *level).map_err(|unknown| {
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
        shard: args.files.shard,
        threads: args.files.threads,
        ..Config::default()
    }
}
