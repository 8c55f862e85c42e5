//! What to check, and what comes of it.

use std::path::{Path, PathBuf};

use nosecrets_engine::config::UnknownRule;
use nosecrets_engine::report::Notice;
use nosecrets_engine::settings::{self, Settings};
use nosecrets_engine::{Config, Finding, Level, Levels, Report, shown};

use crate::package::Package;
use crate::{directives, outside};

/// A check of one package, with levels that are stronger than its settings.
#[derive(Debug, Clone, Default)]
pub struct Check {
    /// By name, in the order in which they were set.
    levels: Vec<(String, Level)>,
}

/// What a check came to, in lines that hold no value.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// What fails the build.
    pub(crate) errors: Vec<String>,
    /// What does not.
    pub(crate) warnings: Vec<String>,
    /// Files and folders that the outcome depends on.
    pub(crate) watched: Vec<String>,
}

impl Check {
    /// A check with the levels of the package's settings.
    #[must_use]
    pub fn new() -> Check {
        Check::default()
    }

    /// Findings of a rule, provider, group or `all` fail the build.
    #[must_use]
    pub fn deny(self, name: &str) -> Check {
        self.level(name, Level::Deny)
    }

    /// Findings of a rule, provider, group or `all` are warnings.
    #[must_use]
    pub fn warn(self, name: &str) -> Check {
        self.level(name, Level::Warn)
    }

    /// Findings of a rule, provider, group or `all` are not reported.
    #[must_use]
    pub fn allow(self, name: &str) -> Check {
        self.level(name, Level::Allow)
    }

    /// Every warning fails the build.
    #[must_use]
    pub fn deny_warnings(self) -> Check {
        self.deny("warnings")
    }

    /// Sets one level; of two for the same name the later holds. A name that is
    /// none fails the build when the check runs.
    #[must_use]
    pub fn level(mut self, name: &str, level: Level) -> Check {
        self.levels.push((name.to_owned(), level));
        self
    }

    /// Checks the package whose build script this is, and tells cargo.
    ///
    /// Ends the process if a cargo that the package still supports could not be
    /// told otherwise that the build has failed.
    pub fn run(&self) {
        let outcome = match std::env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => self.of(Path::new(&folder)),
            None => Outcome::failed("`CARGO_MANIFEST_DIR` is not set: call this in a build script"),
        };
        directives::tell(&outcome);
    }

    /// Checks the package in a folder.
    pub(crate) fn of(&self, folder: &Path) -> Outcome {
        if outside::is_none_of_ours(folder) {
            return Outcome::default();
        }
        let mut settings = match settings(folder) {
            Ok(settings) => settings,
            Err(error) => return Outcome::failed(&error.to_string()),
        };
        let unknown = self.set_levels(&mut settings);
        if !unknown.is_empty() {
            return Outcome { errors: unknown, ..Outcome::default() };
        }
        let files = settings.files.clone();
        let config = settings.config(folder, &Config::default()).map_err(|error| error.to_string());
        let looked = config.and_then(|config| look(folder, &config, &files));
        looked.unwrap_or_else(|error| Outcome::failed(&error))
    }

    /// Sets the levels that are stronger than the settings; what is wrong with them.
    fn set_levels(&self, settings: &mut Settings) -> Vec<String> {
        let mut levels = Levels::default();
        let mut unknown = Vec::new();
        for (name, level) in &self.levels {
            if let Err(UnknownRule { name, nearest }) = levels.set_among(settings.detectors, name, *level) {
                let help = nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default();
                unknown.push(format!("unknown rule `{name}`{help}"));
            }
        }
        settings.levels.override_with(&levels);
        unknown
    }
}

fn settings(folder: &Path) -> Result<Settings, settings::Error> {
    let mut settings = Settings::of_workspace(folder, None)?;
    settings.override_with(Settings::of_package(&folder.join("Cargo.toml"), settings.detectors)?);
    Ok(settings)
}

fn look(folder: &Path, config: &Config, settings: &[PathBuf]) -> Result<Outcome, String> {
    let package = Package::find(folder, config)?;
    let report = package.scan(config)?;
    let mut outcome = Outcome::of(&report);
    let elsewhere = settings.iter().filter(|file| !file.starts_with(folder));
    let watched = package.watched().into_iter().chain(elsewhere.cloned());
    outcome.watched = watched.map(|path| path.to_string_lossy().into_owned()).collect();
    Ok(outcome)
}

impl Outcome {
    fn failed(error: &str) -> Outcome {
        Outcome { errors: error.lines().map(str::to_owned).collect(), ..Outcome::default() }
    }

    fn of(report: &Report) -> Outcome {
        let mut outcome = Outcome::default();
        for finding in report.active() {
            outcome.add(finding.level(), finding_line(finding));
        }
        for notice in &report.notices {
            outcome.add(notice.level, notice_line(notice));
        }
        for skipped in report.skipped.iter().filter(|skipped| skipped.why.is_error()) {
            outcome.errors.push(format!("cannot read `{}`: {}", shown::path(&skipped.path), skipped.why.explain()));
        }
        outcome
    }

    fn add(&mut self, level: Level, line: String) {
        match level {
            Level::Deny => self.errors.push(line),
            Level::Warn => self.warnings.push(line),
            Level::Allow => {}
        }
    }
}

fn finding_line(finding: &Finding) -> String {
    let at = &finding.primary().location;
    let path = shown::path(finding.path());
    format!("{path}:{}:{}: {} [{}]", at.line, at.column, finding.headline(), finding.rule().id())
}

fn notice_line(notice: &Notice) -> String {
    let path = shown::path(&notice.path);
    let help = notice.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    format!("{path}:{}:{}: {}{help} [{}]", notice.location.line, notice.location.column, notice.message, notice.id)
}
