//! Servers and clients of others that tests of providers are held against:
//! Python programs, in an environment of their own below `target`.

use std::fs;
use std::process::Command;

use crate::run::workspace;

/// Which programs, and in which versions.
const REQUIREMENTS: &str = "tests/emulators.txt";

/// Installs them, unless what is there was made from the same list.
///
/// Without Python it says what is left out; in CI that is an error.
pub(crate) fn install() -> Result<(), String> {
    let folder = workspace().join("target/emulators");
    let requirements = workspace().join(REQUIREMENTS);
    let wanted = fs::read_to_string(&requirements).map_err(|error| format!("cannot read {REQUIREMENTS}: {error}"))?;
    let stamp = folder.join("installed.txt");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    if Command::new(interpreter()).arg("--version").output().is_err() {
        return without_python();
    }
    run(Command::new(interpreter()).args(["-m", "venv"]).arg(&folder))?;
    let pip = folder.join(if cfg!(windows) { "Scripts" } else { "bin" }).join("python");
    run(Command::new(pip).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&requirements))?;
    fs::write(&stamp, wanted).map_err(|error| format!("cannot write {}: {error}", stamp.display()))
}

fn interpreter() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}

fn without_python() -> Result<(), String> {
    let why = "there is no python3, so neither moto and ministack nor the clients hvac and conjur-api can be started";
    if std::env::var_os("CI").is_some() {
        return Err(why.into());
    }
    println!("{why}: tests that need them say so, and those of AWS Secrets Manager fail");
    Ok(())
}

fn run(command: &mut Command) -> Result<(), String> {
    println!("$ {command:?}");
    let status = command.status().map_err(|error| format!("cannot start {command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} failed")) }
}
