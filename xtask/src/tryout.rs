//! Builds the command and runs it: on a sample full of leaks, or on a crate of
//! whoever asks.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use crate::run::{cargo, show_and_run, words, workspace};
use crate::sample;

/// The sample, once expanded; relative to the workspace.
const SAMPLE: &str = "target/try/leaky";
/// What the command writes about the sample; relative to the workspace.
const REPORT: &str = "examples/leaky/report.txt";

/// Runs the command on the sample, or on `path`; the exit code is that of the
/// command on `path`, and success on the sample if the report is as expected.
pub(crate) fn run(path: Option<&str>, options: &[&str]) -> Result<ExitCode, String> {
    match path {
        Some(path) => look_at(path, options),
        None => {
            expand()?;
            look(&on_sample(), options)?;
            compare()
        }
    }
}

/// Writes the report on the sample to where it is compared with.
pub(crate) fn bless() -> Result<ExitCode, String> {
    expand()?;
    fs::write(workspace().join(REPORT), report()?).map_err(|error| format!("{REPORT}: {error}"))?;
    Ok(ExitCode::SUCCESS)
}

fn expand() -> Result<(), String> {
    let to = workspace().join(SAMPLE);
    if to.exists() {
        fs::remove_dir_all(&to).map_err(|error| format!("{SAMPLE}: {error}"))?;
    }
    sample::expand(&workspace().join("examples/leaky"), &to)
}

fn on_sample() -> Vec<String> {
    vec!["--manifest-path".into(), format!("{SAMPLE}/Cargo.toml")]
}

/// A package or workspace is looked at as cargo knows it, anything else as files.
fn look_at(path: &str, options: &[&str]) -> Result<ExitCode, String> {
    // Cargo is started in our folder, not in that of whoever asks.
    let path = fs::canonicalize(path).map_err(|error| format!("{path}: {error}"))?;
    let manifest = path.join("Cargo.toml");
    let what = if manifest.is_file() { vec!["--manifest-path".into(), shown(&manifest)] } else { vec![shown(&path)] };
    look(&what, options).map(ExitCode::from)
}

/// Runs the command; its exit code.
fn look(what: &[String], options: &[&str]) -> Result<u8, String> {
    let status = show_and_run(&invocation(what, options))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    // Cargo's own code if it cannot build.
    code.filter(|&code| code != 101).ok_or_else(|| format!("the command did not come to its end: {status}"))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn invocation(what: &[String], options: &[&str]) -> Vec<String> {
    let mut args = words("run --package cargo-nosecrets -- nosecrets");
    args.extend_from_slice(what);
    args.extend(options.iter().map(|&option| option.to_owned()));
    args
}

/// What the command writes about the sample when nobody chooses its form.
fn report() -> Result<String, String> {
    let options = ["--quiet", "--color", "never", "--format", "human"];
    let output = cargo(&invocation(&on_sample(), &options)).output();
    let output = output.map_err(|error| format!("cannot start cargo: {error}"))?;
    if output.status.code() != Some(1) {
        let stderr = String::from_utf8_lossy(&output.stderr);
        return Err(format!("the sample has leaks, but the command ended with {}\n{stderr}", output.status));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("the report: {error}"))
}

fn compare() -> Result<ExitCode, String> {
    let expected = fs::read_to_string(workspace().join(REPORT)).map_err(|error| format!("{REPORT}: {error}"))?;
    if report()? != expected {
        return Err(format!("the report is not {REPORT}: look at both, then `cargo xtask try --bless`"));
    }
    println!("The report is what {REPORT} says: every leak was found, and nothing else.");
    Ok(ExitCode::SUCCESS)
}
