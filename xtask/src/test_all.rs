//! Runs every test of the workspace.

use std::process::ExitCode;
use std::thread;

use crate::emulators;
use crate::run::{show_and_run, words};

/// The tests, and what they start: the command, and the examples that play a user's part.
/// Were the tests built later, what only they depend on would change features of others'
/// crates, and those of AWS would be built twice.
const BUILD: &str = "build --workspace --all-features --lib --bins --examples --tests";

/// One test that fails keeps no other from running.
const TEST: &str = "test --workspace --all-features --no-fail-fast";

/// Builds what the tests need, and runs them all.
///
/// Nothing has to be installed beside the toolchain and python3: the tests bring
/// their own files, cargo fetches the crates of `Cargo.lock`, and what stands in
/// for AWS is installed below `target`.
pub(crate) fn run() -> Result<ExitCode, String> {
    println!("Step 1 of 2: Building the tests and what they start");
    // Installing takes minutes of one processor, and so does building the last crates.
    thread::scope(|scope| {
        let installing = scope.spawn(emulators::install);
        let built = step(BUILD);
        let installed = installing.join().unwrap_or_else(|_| Err("the installation of emulators broke off".to_owned()));
        built.and(installed)
    })?;
    println!("Step 2 of 2: Running unit, integration and documentation tests");
    step(TEST)?;
    println!("All tests passed.");
    Ok(ExitCode::SUCCESS)
}

fn step(command: &str) -> Result<(), String> {
    let status = show_and_run(&words(command))?;
    if status.success() { Ok(()) } else { Err(format!("`cargo {command}` failed")) }
}
