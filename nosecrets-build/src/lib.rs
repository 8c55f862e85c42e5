#![doc = include_str!("../README.md")]
#![expect(clippy::needless_doctest_main, reason = "a build script is its `main`")]

mod check;
mod directives;
mod known;
mod outside;
mod package;

use std::path::Path;

pub use check::Check;
pub use nosecrets_engine::Level;

/// Fails the build of the package if its sources contain credentials. Call it in the `main` of a
/// build script.
///
/// Runs [`Check::run`] with no levels set.
pub fn check() {
    Check::new().run();
}

/// Panics if the sources of the calling package contain credentials. Call it in a `#[test]`.
///
/// ```no_run
/// nosecrets_build::assert_no_secrets!();
/// ```
///
/// The message names every finding, with its value redacted. It finds what [`check`] finds, and
/// does nothing where [`check`] does nothing.
#[macro_export]
macro_rules! assert_no_secrets {
    () => {
        $crate::assert_none_in(::core::env!("CARGO_MANIFEST_DIR"))
    };
}

/// Implements [`assert_no_secrets!`] for the package in a folder.
///
/// # Panics
/// If there is a finding of level deny, or the package cannot be read.
#[doc(hidden)]
#[track_caller]
pub fn assert_none_in(folder: &str) {
    let outcome = Check::new().of(Path::new(folder), None);
    assert!(outcome.errors.is_empty(), "{}", outcome.errors.join("\n"));
}
