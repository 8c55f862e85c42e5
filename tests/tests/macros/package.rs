//! Packages that are written and built by a test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A package in a folder of its own. Its dependencies stay built from one run to
/// the next; what is written anew does not.
pub(crate) struct Package {
    name: String,
    folder: PathBuf,
    target: PathBuf,
}

impl Package {
    /// A program with these dependencies, in the notation of a manifest, built in
    /// the folder `target`, which several packages may share.
    pub(crate) fn new(name: &str, target: &str, edition: &str, source: &str, dependencies: &str) -> Package {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(folder.join("src")).expect("folder");
        let manifest = format!(
            "[package]\nname = {name:?}\nedition = \"{edition}\"\n[workspace]\n[profile.dev]\ndebug = false\n[dependencies]\n{dependencies}"
        );
        fs::write(folder.join("Cargo.toml"), manifest).expect("manifest");
        fs::write(folder.join("src/main.rs"), source).expect("source");
        fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).expect("versions that the workspace has");
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(target);
        Package { name: name.to_owned(), folder, target }
    }

    /// Where it is built.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Runs cargo, which may not ask the network; what it says has no colours, even
    /// where a CI asks for them.
    pub(crate) fn cargo(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(arguments).args(["--offline", "--quiet", "--target-dir"]).arg(&self.target);
        cargo
            .current_dir(&self.folder)
            .env("CARGO_TERM_COLOR", "never")
            .envs(variables.iter().copied())
            .output()
            .expect("cargo runs")
    }

    /// The program that it is built to.
    pub(crate) fn program(&self) -> PathBuf {
        self.target.join("debug").join(format!("{}{}", self.name, std::env::consts::EXE_SUFFIX))
    }
}

/// A dependency on a crate of the workspace by another name.
pub(crate) fn dependency(name: &str, package: &str, features: &[&str]) -> String {
    let path = workspace().join(package);
    format!("{name} = {{ package = {package:?}, path = {path:?}, features = {features:?} }}\n")
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
