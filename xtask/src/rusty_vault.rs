//! Holds the provider of Vault against RustyVault, a server that others have
//! written: <https://crates.io/crates/rusty_vault>.
//!
//! It brings some 330 crates and OpenSSL, and takes minutes to build, so that
//! neither `cargo xtask test` nor CI's main job does this.

use std::path::PathBuf;

use crate::run::{cargo, show_and_run, words, workspace};

/// The version that the tests were written against.
const VERSION: &str = "0.2.1";

/// Where it is installed, below the workspace; built beside it, so that the next
/// version does not begin anew.
const ROOT: &str = "target/rusty-vault";

/// Installs the server if it is not there, then runs the tests that need it.
pub(crate) fn run() -> Result<(), String> {
    let server = install()?;
    let test = words("test --package nosecrets-tests --test providers -- --ignored rusty_vault");
    println!("$ NOSECRETS_RVAULT={} cargo {}", server.display(), test.join(" "));
    let status = cargo(&test).env("NOSECRETS_RVAULT", server).status();
    let status = status.map_err(|error| format!("cannot start cargo: {error}"))?;
    if status.success() { Ok(()) } else { Err("tests against RustyVault failed".into()) }
}

fn install() -> Result<PathBuf, String> {
    // Cargo builds nothing if this version is installed there already.
    let line = format!("install rusty_vault --version {VERSION} --root {ROOT} --target-dir {ROOT}/target");
    if !show_and_run(&words(&line))?.success() {
        return Err("RustyVault cannot be built; it needs a C compiler, pkg-config and OpenSSL's headers".into());
    }
    Ok(workspace().join(ROOT).join("bin").join(format!("rvault{}", std::env::consts::EXE_SUFFIX)))
}
