//! What is known of a file while it is scanned: its path, role, context and settings.

use std::cell::OnceCell;
use std::path::Path;
use std::sync::OnceLock;

use nosecrets_detectors::context::Words;

use crate::config::Config;
use crate::discover::Entry;
use crate::generated;
use crate::literal::Context;
use crate::modules::Modules;
use crate::role::{self, Role};
use crate::wanted::Wanted;

/// A file that is being scanned, and what the stages may know of it beside its bytes.
#[derive(Debug)]
pub(crate) struct FileScan<'a> {
    pub(crate) config: &'a Config,
    modules: &'a Modules,
    /// Made when a file is first looked at: often the cache knows all of them.
    wanted: &'a OnceLock<Wanted>,
    pub(crate) entry: &'a Entry,
    /// Whether another file declares this one as a module of tests.
    is_test_module: OnceCell<bool>,
    /// Words of the path and the package.
    pub(crate) words: Words,
}

impl<'a> FileScan<'a> {
    pub(crate) fn new(
        config: &'a Config,
        modules: &'a Modules,
        wanted: &'a OnceLock<Wanted>,
        entry: &'a Entry,
    ) -> FileScan<'a> {
        let mut words = Words::new();
        let shown = entry.shown.with_extension("");
        // The folders near the file say what it is about, those far away do not.
        let names: Vec<_> = shown.iter().collect();
        for name in names.iter().rev().take(4).rev().filter_map(|name| name.to_str()) {
            words.push(name);
        }
        if let Some(package) = &entry.package {
            words.push(package);
        }
        FileScan { config, modules, wanted, entry, words, is_test_module: OnceCell::new() }
    }

    /// The detectors that a report would show.
    pub(crate) fn wanted(&self) -> &'a Wanted {
        self.wanted.get_or_init(|| Wanted::of(self.config))
    }

    /// What the file is for.
    pub(crate) fn role(&self) -> Role {
        self.entry.role
    }

    /// The file, if it is on disk.
    pub(crate) fn path(&self) -> Option<&Path> {
        Some(&*self.entry.path).filter(|path| !path.as_os_str().is_empty())
    }

    /// The folder of the file, if it is on disk.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.path().and_then(Path::parent)
    }

    /// Whether rules about what the code does may object to something here, as
    /// far as the file's role tells.
    pub(crate) fn may_want_events(&self) -> bool {
        let context = self.context_of_role();
        self.config.semantic && (context == Context::Production || self.config.wants_any_guess(context))
    }

    /// Whether the file is Markdown.
    pub(crate) fn is_markdown(&self) -> bool {
        self.entry.shown.extension().is_some_and(|extension| extension == "md")
    }

    /// The context that the file gives its code; `source` is its text.
    pub(crate) fn code_context(&self, source: &[u8]) -> Context {
        match self.context_of_role() {
            Context::Production if self.is_test_module() => Context::Test,
            Context::Production if generated::is_generated(&self.entry.shown, source) => Context::Generated,
            context => context,
        }
    }

    /// Whether another file declares it as a module of tests.
    pub(crate) fn is_test_module(&self) -> bool {
        let path = &self.entry.path;
        let look = || !path.as_os_str().is_empty() && role::is_rust(path) && self.modules.is_test(path);
        *self.is_test_module.get_or_init(look)
    }

    /// Whether another file declares it as a module of tests, if that has been asked.
    pub(crate) fn known_test_module(&self) -> Option<bool> {
        self.is_test_module.get().copied()
    }

    /// The context that the role of the file gives its code.
    fn context_of_role(&self) -> Context {
        match self.entry.role {
            Role::Test | Role::Bench => Context::Test,
            Role::Example => Context::Example,
            Role::BuildScript => Context::BuildScript,
            Role::Library | Role::Binary | Role::Manifest | Role::Other => Context::Production,
        }
    }

    /// The context of a place in a file that is known only by its line.
    pub(crate) fn context_of_line(&self, source: &[u8], at: usize, is_rust: bool) -> Context {
        let start = memchr::memrchr(b'\n', &source[..at]).map_or(0, |end| end + 1);
        match source[start..at].trim_ascii_start() {
            _ if !is_rust => Context::Text,
            [b'/', b'/', b'/' | b'!', ..] => Context::Doc,
            [b'/', b'/', ..] => Context::Comment,
            _ => self.code_context(source),
        }
    }
}
