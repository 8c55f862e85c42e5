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

/// Fails the build of the package if it has credentials in its sources: for
/// the `main` of a build script.
///
/// What [`Check::run`] does with no levels set.
pub fn check() {
    Check::new().run();
}

/// Panics if the package that it is called in has credentials in its sources:
/// for a `#[test]`.
///
/// ```no_run
/// nosecrets_build::assert_no_secrets!();
/// ```
///
/// The message names every finding, with its value redacted. What is found and
/// when nothing is done is the same as with [`check`].
#[macro_export]
macro_rules! assert_no_secrets {
    () => {
        $crate::assert_none_in(::core::env!("CARGO_MANIFEST_DIR"))
    };
}

/// What [`assert_no_secrets!`] does, for the package in a folder.
///
/// # Panics
/// If there is a finding of level deny, or the package cannot be read.
#[doc(hidden)]
#[track_caller]
pub fn assert_none_in(folder: &str) {
    let outcome = Check::new().of(Path::new(folder), None);
    assert!(outcome.errors.is_empty(), "{}", outcome.errors.join("\n"));
}
