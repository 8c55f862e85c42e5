//! Configures a check, runs it, and collects its outcome.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use nosecrets_engine::report::Notice;
use nosecrets_engine::rule_names::UnknownRule;
use nosecrets_engine::settings::{self, Settings};
use nosecrets_engine::{Config, Finding, Level, Levels, Report, shown};

use crate::known::Known;
use crate::package::Package;
use crate::{directives, outside};

/// A check of one package, with levels that override its settings.
#[derive(Debug, Clone, Default)]
pub struct Check {
    /// Levels by name, in the order in which they were set.
    levels: Vec<(String, Level)>,
}

/// The outcome of a check, in lines that contain no value.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// What fails the build.
    pub(crate) errors: Vec<String>,
    /// What does not fail the build.
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

    /// Sets one level. If a name is set twice, the later level counts. An unknown name fails the
    /// build when the check runs.
    #[must_use]
    pub fn level(mut self, name: &str, level: Level) -> Check {
        self.levels.push((name.to_owned(), level));
        self
    }

    /// Checks the package of the running build script, and reports to cargo.
    ///
    /// Ends the process if the oldest cargo that the package supports has no other way to fail the
    /// build.
    pub fn run(&self) {
        let outcome = match std::env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => self.of(Path::new(&folder), std::env::var_os("OUT_DIR").as_deref().map(Path::new)),
            None => Outcome::failed("`CARGO_MANIFEST_DIR` is not set: call this in a build script"),
        };
        directives::tell(&outcome);
    }

    /// Checks the package in a folder. `out` is the folder for a cache, if any.
    pub(crate) fn of(&self, folder: &Path, out: Option<&Path>) -> Outcome {
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
        let looked = config.and_then(|config| look(folder, out, &config, &files));
        looked.unwrap_or_else(|error| Outcome::failed(&error))
    }

    /// Adds the levels that override the settings, and returns errors in them.
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

fn look(folder: &Path, out: Option<&Path>, config: &Config, settings: &[PathBuf]) -> Result<Outcome, String> {
    let package = Package::find(folder, config)?;
    let known = out.map(Known::open);
    let report = package.scan(config, known.as_ref().map(|known| Arc::clone(&known.cache)))?;
    if let Some(known) = known {
        known.save();
    }
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A package with one file, and a folder for the output of its build script.
    struct Example {
        package: tempfile::TempDir,
        out: tempfile::TempDir,
    }

    impl Example {
        fn new() -> Example {
            let example = Example { package: tempfile::tempdir().unwrap(), out: tempfile::tempdir().unwrap() };
            example.write("Cargo.toml", "[workspace]\n[package]\nname = \"example\"\n");
            example.write("lib.rs", "//! Nothing.\n");
            example
        }

        fn write(&self, name: &str, text: &str) {
            fs::write(self.package.path().join(name), text).unwrap();
        }

        fn errors(&self, out: Option<&Path>) -> Vec<String> {
            Check::new().of(self.package.path(), out).errors
        }

        fn kept(&self) -> PathBuf {
            self.out.path().join("nosecrets-clean")
        }
    }

    fn canary() -> String {
        "nosecrets_canary_".chars().chain("tbl9pxm3wkv0rz7q".chars().rev()).collect()
    }

    #[test]
    fn what_is_known_changes_no_outcome() {
        let example = Example::new();
        let out = Some(example.out.path());
        for _ in 0..2 {
            assert_eq!(example.errors(out), [""; 0]);
        }
        let clean = fs::read(example.kept()).unwrap();
        example.write("lib.rs", &format!("const KEY: &str = \"{}\";\n", canary()));
        let found = example.errors(None);
        assert!(!found.is_empty());
        for _ in 0..2 {
            assert_eq!(example.errors(out), found);
        }
        for at in 0..clean.len() {
            let mut damaged = clean.clone();
            damaged[at] ^= 1;
            damaged.truncate(clean.len() - at % 3);
            fs::write(example.kept(), damaged).unwrap();
            assert_eq!(example.errors(out), found, "byte {at}");
        }
    }

    #[test]
    fn nothing_of_a_file_is_kept() {
        let example = Example::new();
        example.write("lib.rs", &format!("const KEY: &str = \"{}\";\n", canary()));
        example.errors(Some(example.out.path()));
        let kept = fs::read(example.kept()).unwrap();
        for text in ["KEY", "lib.rs", "nosecrets_canary_"] {
            assert!(!kept.windows(text.len()).any(|window| window == text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn in_a_copy_nothing_is_kept() {
        let example = Example::new();
        example.write(".cargo_vcs_info.json", "{}");
        assert_eq!(example.errors(Some(example.out.path())), [""; 0]);
        assert!(!example.kept().exists());
    }
}
