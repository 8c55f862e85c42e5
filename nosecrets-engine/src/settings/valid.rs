//! Tables → settings, or every mistake in them.

use std::ops::Range;
use std::path::Path;

use nosecrets_detectors::Group;
use nosecrets_detectors::nearest::nearest;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::raw::{Document, Kind, with_article};
use super::{Error, Problem, Settings, globs, size};
use crate::config::Level;
use crate::detectors::Detectors;
use crate::literal::Context;
use crate::own;

const KEYS: [&str; 6] = ["levels", "contexts", "exclude", "honour-markers", "max-file-size", "detector"];

type Key<'i> = Spanned<DeString<'i>>;
type Value<'i> = Spanned<DeValue<'i>>;

/// Settings of a file that must be there.
pub(super) fn required(path: &Path) -> Result<Settings, Error> {
    let document = Document::read(path).map_err(|source| Error::Read { path: path.to_path_buf(), source })?;
    settings(&document, Kind::Whole, Detectors::default())
}

/// What a workspace's manifest sets for all packages.
pub(super) fn workspace(manifest: &Path, detectors: Detectors) -> Result<Settings, Error> {
    of_manifest(manifest, Kind::Workspace, detectors)
}

/// What a package's manifest sets for the package.
pub(super) fn package(manifest: &Path, detectors: Detectors) -> Result<Settings, Error> {
    of_manifest(manifest, Kind::Package, detectors)
}

/// Whether a package's manifest has settings, right or wrong.
pub(super) fn has_package(manifest: &Path) -> bool {
    let Ok(document) = Document::read(manifest) else { return false };
    document.may_have_settings(Kind::Package) && document.with_table(Kind::Package, |_| true).unwrap_or(true)
}

fn of_manifest(manifest: &Path, kind: Kind, detectors: Detectors) -> Result<Settings, Error> {
    match Document::read(manifest) {
        Ok(document) if document.may_have_settings(kind) => settings(&document, kind, detectors),
        // A manifest that cannot be read is named by cargo or by the scan.
        _ => Ok(Settings::default()),
    }
}

/// The settings in a file, or every mistake in them; levels may be those of the file's
/// own detectors or of `detectors`.
pub(super) fn settings(document: &Document, kind: Kind, detectors: Detectors) -> Result<Settings, Error> {
    // What is wrong with detectors is told alone: all else may speak of them.
    let detectors = match kind {
        Kind::Whole => own::read(document.path(), document.text()).map_err(Error::Problems)?.or(detectors),
        Kind::Workspace | Kind::Package => detectors,
    };
    let mut reader = Reader {
        document,
        kind,
        settings: Settings { detectors, files: vec![document.path().to_path_buf()], ..Settings::default() },
        problems: Vec::new(),
    };
    let read = document.with_table(kind, |table| reader.table(table));
    reader.problems.extend(read.err().map(|problem| *problem));
    reader.problems.sort_by_key(|problem| problem.at.start);
    if reader.problems.is_empty() {
        return Ok(reader.settings);
    }
    Err(Error::Problems(hide(reader.problems, detectors)))
}

/// Hides what detectors of the user find; what others find is hidden where it is shown.
fn hide(problems: Vec<Problem>, detectors: Detectors) -> Vec<Problem> {
    match detectors.own() {
        Some(_) => problems.into_iter().map(|problem| problem.hiding(detectors)).collect(),
        None => problems,
    }
}

/// Goes through a table and keeps what is right and what is wrong in it.
struct Reader<'d> {
    document: &'d Document,
    kind: Kind,
    settings: Settings,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn table(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "levels" => self.levels(value),
                "contexts" => self.contexts(value),
                "exclude" => self.exclude(value),
                "honour-markers" => self.honour_markers(value),
                "max-file-size" => self.max_file_size(value),
                "detector" => self.detectors(key, value),
                _ => self.unknown_key(key),
            }
        }
    }

    fn levels(&mut self, value: &Value<'_>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong_type("levels", "a table of rules and levels", value);
        };
        for (name, level) in table {
            self.level(name, level);
        }
    }

    fn level(&mut self, name: &Key<'_>, value: &Value<'_>) {
        let Some(level) = value.get_ref().as_str().and_then(Level::from_name) else {
            let title = format!("the level of `{}` must be `deny`, `warn` or `allow`", name.get_ref());
            return self.report(value.span(), title, "not a level", None);
        };
        if let Err(unknown) = self.settings.levels.set_among(self.settings.detectors, name.get_ref(), level) {
            let help = unknown.nearest.as_deref();
            // As it is written: a credential is known no more with other signs in it.
            let title = format!("unknown rule `{}`", name.get_ref());
            self.report(name.span(), title, "no rule, provider or group of this name", help);
        }
    }

    fn contexts(&mut self, value: &Value<'_>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong_type("contexts", "a table of groups and arrays of contexts", value);
        };
        for (name, list) in table {
            match Group::from_name(name.get_ref()) {
                Some(group) => self.contexts_of(group, list),
                None => {
                    let title = format!("unknown group `{}`", name.get_ref());
                    let groups = Group::ALL.iter().map(|group| group.name());
                    let help = nearest(name.get_ref(), groups.clone());
                    self.report(name.span(), title, &known(groups), help);
                }
            }
        }
    }

    fn contexts_of(&mut self, group: Group, value: &Value<'_>) {
        let Some(array) = value.get_ref().as_array() else {
            return self.wrong_type(group.name(), "an array of contexts", value);
        };
        let contexts = array.iter().filter_map(|name| self.context(group, name)).collect();
        self.settings.contexts.set(group, contexts);
    }

    fn context(&mut self, group: Group, value: &Value<'_>) -> Option<Context> {
        let Some(name) = value.get_ref().as_str() else {
            self.wrong_type(group.name(), "an array of contexts", value);
            return None;
        };
        let context = Context::from_name(name);
        if context.is_none() {
            let names = Context::ALL.iter().map(|context| context.name());
            let help = nearest(name, names.clone());
            self.report(value.span(), format!("unknown context `{name}`"), &known(names), help);
        }
        context
    }

    fn exclude(&mut self, value: &Value<'_>) {
        let Some(array) = value.get_ref().as_array() else {
            return self.wrong_type("exclude", "an array of patterns", value);
        };
        for glob in array {
            self.glob(glob);
        }
    }

    fn glob(&mut self, value: &Value<'_>) {
        let Some(glob) = value.get_ref().as_str() else {
            return self.wrong_type("exclude", "an array of patterns", value);
        };
        match globs::check(glob) {
            Ok(()) => self.settings.exclude.push((self.document.folder(), glob.to_owned())),
            Err(why) => {
                let title = format!("bad pattern in `exclude`: {why}");
                self.report(value.span(), title, "here", None);
            }
        }
    }

    fn honour_markers(&mut self, value: &Value<'_>) {
        match value.get_ref().as_bool() {
            Some(honour) => self.settings.honour_markers = Some(honour),
            None => self.wrong_type("honour-markers", "`true` or `false`", value),
        }
    }

    fn max_file_size(&mut self, value: &Value<'_>) {
        let text = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str()),
            other => other.as_str(),
        };
        match text.map(size::parse) {
            Some(Ok(size)) => self.settings.max_file_size = Some(size),
            _ => self.wrong_type("max-file-size", "bytes, or a size such as \"10M\"", value),
        }
    }

    /// Only where they stand: what is in them has been read before.
    fn detectors(&mut self, key: &Key<'_>, value: &Value<'_>) {
        if self.kind != Kind::Whole {
            let title = "custom detectors belong in `nosecrets.toml`".to_owned();
            return self.report(key.span(), title, "not allowed in a manifest", None);
        }
        if value.get_ref().as_array().is_none() {
            self.wrong_type("detector", "an array of tables: write `[[detector]]`", value);
        }
    }

    fn unknown_key(&mut self, key: &Key<'_>) {
        let meant = nearest(key.get_ref(), KEYS);
        self.report(key.span(), format!("unknown key `{}`", key.get_ref()), &known(KEYS), meant);
    }

    fn wrong_type(&mut self, key: &str, wanted: &str, value: &Value<'_>) {
        let label = format!("found {}", with_article(value.get_ref().type_str()));
        self.report(value.span(), format!("`{key}` must be {wanted}"), &label, None);
    }

    fn report(&mut self, at: Range<usize>, title: String, label: &str, meant: Option<&str>) {
        let problem = self.document.problem(at, title, label.to_owned());
        let help = meant.map(|meant| format!("did you mean `{meant}`?"));
        self.problems.push(Problem { help, ..problem });
    }
}

/// The names that would have been right.
fn known<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<_> = names.into_iter().map(|name| format!("`{name}`")).collect();
    format!("expected one of {}", names.join(", "))
}
