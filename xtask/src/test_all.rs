//! Runs every test of the workspace.

use std::process::ExitCode;

use crate::emulators;
use crate::run::{show_and_run, words};

/// The steps, in order; one test that fails keeps no other from running.
///
/// Nothing has to be installed beside the toolchain and python3: the tests bring
/// their own files, cargo fetches the crates of `Cargo.lock`, and what stands in
/// for AWS is installed below `target`.
const STEPS: [(&str, &str); 2] = [
    ("Building what the tests start", "build --workspace --all-features"),
    ("Running unit, integration and documentation tests", "test --workspace --all-features --no-fail-fast"),
];

/// Runs all steps, or those before the first that fails.
pub(crate) fn run() -> Result<ExitCode, String> {
    emulators::install()?;
    for (at, (title, command)) in STEPS.iter().enumerate() {
        println!("Step {} of {}: {title}", at + 1, STEPS.len());
        if !show_and_run(&words(command))?.success() {
            return Err(format!("`cargo {command}` failed"));
        }
    }
    println!("All tests passed.");
    Ok(ExitCode::SUCCESS)
}
