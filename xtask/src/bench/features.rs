//! What each feature of `nosecrets` costs those who build with it: crates, and
//! the time of a clean build as users make it, without our profile.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::measure::{self, Once};
use crate::run::workspace;

/// Features beside the default one, by what they bring along. The first is a
/// build without the macro.
const FEATURES: [&str; 10] = ["", "macros", "forbid", "derive", "json", "tracing", "vault", "conjur", "keyring", "aws"];

/// Builds with each feature, or those that are named, and prints a table.
pub(super) fn run(only: &[&str]) -> Result<(), String> {
    if let Some(unknown) = only.iter().find(|name| !FEATURES.contains(name)) {
        return Err(format!("no such feature: `{unknown}`"));
    }
    let folder = super::folder()?.join("features");
    println!("| feature | crates beside ours | clean build, CPU s | by the clock, s |\n|---|--:|--:|--:|");
    for feature in FEATURES.iter().filter(|feature| only.is_empty() || only.contains(feature)) {
        let user = User::new(&folder, feature)?;
        let crates = user.crates()?.len();
        let Once { cpu, wall, .. } = user.build()?;
        let name = if feature.is_empty() { "none".to_owned() } else { format!("`{feature}`") };
        println!("| {name} | {crates} | {cpu:.1} | {wall:.1} |");
    }
    Ok(())
}

/// A package that depends on `nosecrets` with one feature and does nothing.
struct User(PathBuf);

impl User {
    fn new(folder: &Path, feature: &str) -> Result<User, String> {
        let io = |error: std::io::Error| format!("{}: {error}", folder.display());
        let manifest = format!(
            "[package]\nname = \"user\"\nedition = \"2021\"\n[workspace]\n[dependencies.nosecrets]\npath = {:?}\n\
             default-features = {}\nfeatures = [{}]\n",
            workspace().join("nosecrets"),
            !feature.is_empty(),
            if feature.is_empty() { String::new() } else { format!("{feature:?}") },
        );
        fs::create_dir_all(folder.join("src")).map_err(io)?;
        fs::write(folder.join("Cargo.toml"), manifest).map_err(io)?;
        fs::write(folder.join("src/lib.rs"), "").map_err(io)?;
        // The versions that the workspace is tested with.
        fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).map_err(io)?;
        Ok(User(folder.to_path_buf()))
    }

    fn cargo(&self, words: &[&str]) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(words).arg("--manifest-path").arg(self.0.join("Cargo.toml"));
        command
    }

    /// Names and versions of what is linked or runs in the compiler, without the
    /// workspace's own.
    fn crates(&self) -> Result<BTreeSet<String>, String> {
        let command = &mut self.cargo(&["tree", "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
        let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
        let tree = String::from_utf8_lossy(&output.stdout).into_owned();
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        let words = |line: &str| line.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        let is_ours = |name: &str| name.starts_with("nosecrets") || name.starts_with("user ");
        Ok(tree.lines().map(words).filter(|name| !name.is_empty() && !is_ours(name)).collect())
    }

    /// Builds into an empty folder; what is downloaded is there before.
    fn build(&self) -> Result<Once, String> {
        let target = self.0.join("target");
        if target.exists() {
            fs::remove_dir_all(&target).map_err(|error| format!("{}: {error}", target.display()))?;
        }
        let fetched = self.cargo(&["fetch", "--quiet"]).status();
        let mut command = self.cargo(&["build", "--quiet"]);
        command.arg("--target-dir").arg(&target);
        let once = measure::time(&command, None)?;
        // Nothing is left to do, if it has worked.
        let again = command.status();
        let is_good = [fetched, again].into_iter().all(|status| status.is_ok_and(|status| status.success()));
        if is_good { Ok(once) } else { Err(format!("{command:?} failed")) }
    }
}
