//! Starts cargo in the workspace, and says so first.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

/// Folder of the workspace.
pub(crate) fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Cargo with these arguments, not yet started; the one that runs this task.
pub(crate) fn cargo(args: &[String]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args).current_dir(workspace());
    command
}

/// Writes the command as one would type it, then runs it to its end.
pub(crate) fn show_and_run(args: &[String]) -> Result<ExitStatus, String> {
    println!("$ cargo {}", args.join(" "));
    cargo(args).status().map_err(|error| format!("cannot start cargo: {error}"))
}

/// Words as arguments.
pub(crate) fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}
