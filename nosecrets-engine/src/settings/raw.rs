//! A TOML file with the place of every key and value in it.

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Problem;

/// A file that was read.
#[derive(Debug)]
pub(super) struct Document {
    path: PathBuf,
    text: Arc<str>,
}

/// Which table of a file holds our settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The whole of `nosecrets.toml`.
    Whole,
    /// `[workspace.metadata.nosecrets]` of a `Cargo.toml`.
    Workspace,
    /// `[package.metadata.nosecrets]` of a `Cargo.toml`.
    Package,
}

impl Document {
    /// Reads a file.
    pub(super) fn read(path: &Path) -> io::Result<Document> {
        Ok(Document::new(path, &std::fs::read_to_string(path)?))
    }

    /// The text of the file at `path`.
    pub(super) fn new(path: &Path, text: &str) -> Document {
        Document { path: path.to_path_buf(), text: text.into() }
    }

    /// The file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What stands in it.
    pub(super) fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// Whether the file has a `[workspace]` or `[package]` table at all, as far
    /// as its text tells: wrong only where the text stands elsewhere.
    pub(super) fn has(&self, kind: Kind) -> bool {
        kind.key().is_none_or(|key| self.text.contains(&format!("[{key}")))
    }

    /// Whether our settings can be in it: a manifest is not even read as TOML
    /// where they are not, so that a broken one does not stop a scan.
    pub(super) fn may_have_settings(&self, kind: Kind) -> bool {
        kind == Kind::Whole || self.text.contains("nosecrets")
    }

    /// Hands the table that holds our settings to `read`, if there is one.
    ///
    /// # Errors
    /// If the file is no TOML, or the place of the table is taken by something else.
    pub(super) fn with_table<T: Default>(
        &self,
        kind: Kind,
        read: impl FnOnce(&DeTable<'_>) -> T,
    ) -> Result<T, Box<Problem>> {
        let table = DeTable::parse(&self.text).map_err(|error| Box::new(self.syntax_error(&error)))?;
        let Some(key) = kind.key() else { return Ok(read(table.get_ref())) };
        let metadata = sub_table(table.get_ref(), key).and_then(|t| sub_table(t, "metadata"));
        match metadata.and_then(|metadata| metadata.get("nosecrets")) {
            None => Ok(T::default()),
            Some(value) => match value.get_ref() {
                DeValue::Table(table) => Ok(read(table)),
                other => Err(Box::new(self.problem(
                    value.span(),
                    format!("`{key}.metadata.nosecrets` must be a table"),
                    format!("found {}", with_article(other.type_str())),
                ))),
            },
        }
    }

    /// A mistake in this file.
    pub(super) fn problem(&self, at: Range<usize>, title: String, label: String) -> Problem {
        let (path, text) = (self.path.clone(), Arc::clone(&self.text));
        Problem { path, text, at, title, label, help: None }
    }

    /// The folder that patterns in the file are relative to.
    pub(super) fn folder(&self) -> PathBuf {
        self.path.parent().map(Path::to_path_buf).unwrap_or_default()
    }

    fn syntax_error(&self, error: &toml::de::Error) -> Problem {
        let at = error.span().unwrap_or(0..0);
        self.problem(at, "this is not valid TOML".into(), error.message().to_owned())
    }
}

impl Kind {
    fn key(self) -> Option<&'static str> {
        match self {
            Kind::Whole => None,
            Kind::Workspace => Some("workspace"),
            Kind::Package => Some("package"),
        }
    }
}

fn sub_table<'t, 'i>(table: &'t DeTable<'i>, key: &str) -> Option<&'t DeTable<'i>> {
    table.get(key).map(Spanned::get_ref).and_then(DeValue::as_table)
}

/// "a string", "an integer".
pub(super) fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}
