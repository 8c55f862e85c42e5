//! The purpose of a file: library, test, build script and so on.

use std::ffi::OsStr;
use std::path::{Component, Path};

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Part of a library.
    Library,
    /// Part of a binary.
    Binary,
    /// An integration test.
    Test,
    /// An example.
    Example,
    /// A benchmark.
    Bench,
    /// A build script.
    BuildScript,
    /// `Cargo.toml`.
    Manifest,
    /// Anything else.
    Other,
}

impl Role {
    /// The name used in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Role::Library => "library",
            Role::Binary => "binary",
            Role::Test => "test",
            Role::Example => "example",
            Role::Bench => "bench",
            Role::BuildScript => "build-script",
            Role::Manifest => "manifest",
            Role::Other => "other",
        }
    }

    /// The role that cargo's conventions give to a path, relative to its
    /// package.
    #[must_use]
    pub fn by_convention(relative: &Path) -> Role {
        let mut parts = relative.components().filter_map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        });
        let is_rust = is_rust(relative);
        match (parts.next(), parts.next()) {
            (Some("Cargo.toml"), None) => Role::Manifest,
            (Some("build.rs"), None) => Role::BuildScript,
            (Some("src"), Some("main.rs" | "bin")) => Role::Binary,
            (Some("src"), _) if is_rust => Role::Library,
            (Some("tests" | "fuzz"), Some(_)) => Role::Test,
            (Some("examples"), Some(_)) => Role::Example,
            (Some("benches"), Some(_)) => Role::Bench,
            _ => Role::Other,
        }
    }
}

/// Whether the name says that a file is Rust.
pub(crate) fn is_rust(path: &Path) -> bool {
    path.extension() == Some(OsStr::new("rs"))
}
