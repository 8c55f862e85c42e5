//! A folder with files, and the command run in it without the surrounding
//! process's terminal, colours or settings.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use cargo_nosecrets::{Environment, Exit, Streams};
use serde_json::Value;
use tempfile::TempDir;

pub(crate) use nosecrets_tests::{canary, canary_prefix};

/// A manifest of a package in a workspace of its own.
pub(crate) const MANIFEST: &str = "[package]\nname = \"demo\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";

/// A folder that is gone after the test.
pub(crate) struct Project {
    folder: TempDir,
    cwd: PathBuf,
    /// What the command knows of its surroundings; tests change it.
    pub(crate) environment: Environment,
}

/// What a run left behind, with the project's folder written as `[ROOT]`.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) exit: Exit,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Project {
    /// An empty folder; settings above it are out of sight.
    pub(crate) fn empty() -> Project {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join(".git")).unwrap();
        let cwd = folder.path().canonicalize().unwrap();
        let cargo = Some(env!("CARGO").into());
        let environment = Environment { cwd: cwd.clone(), cargo, ..Environment::default() };
        Project { folder, cwd, environment }
    }

    /// A package with one binary.
    pub(crate) fn package(main: &str) -> Project {
        Project::empty().file("Cargo.toml", MANIFEST).file("src/main.rs", main)
    }

    /// A package with one credential.
    pub(crate) fn leaky() -> Project {
        Project::package(&one_finding())
    }

    /// Two members, each with a credential, and one beside them.
    pub(crate) fn workspace() -> Project {
        let member = |name| MANIFEST.replace("demo", name);
        Project::empty()
            .file("Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\nresolver = \"3\"\n")
            .file("a/Cargo.toml", &member("a"))
            .file("a/src/lib.rs", &one_finding())
            .file("b/Cargo.toml", &member("b"))
            .file("b/src/lib.rs", &one_finding())
            .file("notes.md", &format!("{}\n", canary()))
    }

    pub(crate) fn file(self, path: &str, text: &str) -> Project {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// Runs from another folder of the project.
    pub(crate) fn within(mut self, folder: &str) -> Project {
        self.environment.cwd = self.path(folder);
        self
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(path)
    }

    /// `cargo nosecrets ARGS`.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.run_with_input(args, "")
    }

    pub(crate) fn run_with_input(&self, args: &[&str], input: &str) -> Run {
        let args = ["cargo-nosecrets", "nosecrets"].iter().chain(args).map(OsString::from);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let streams = Streams { input: &mut input.as_bytes(), out: &mut out, err: &mut err };
        let exit = cargo_nosecrets::run(args, &self.environment, streams);
        Run { exit, out: self.text(out), err: self.text(err) }
    }

    /// Runs with a standard output of which the reader has gone.
    pub(crate) fn run_into_broken_pipe(&self, args: &[&str]) -> Run {
        let args = ["cargo-nosecrets"].iter().chain(args).map(OsString::from);
        let mut err = Vec::new();
        let streams = Streams { input: &mut io::empty(), out: &mut BrokenPipe, err: &mut err };
        let exit = cargo_nosecrets::run(args, &self.environment, streams);
        Run { exit, out: String::new(), err: self.text(err) }
    }

    fn text(&self, bytes: Vec<u8>) -> String {
        let text = String::from_utf8(bytes).expect("output is text");
        let text = text.replace(self.cwd.to_str().unwrap(), "[ROOT]");
        without_time(&text)
    }
}

impl Run {
    /// Standard output as one JSON document.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).expect("one JSON document")
    }

    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        self.exit.code()
    }
}

/// Rust source with one credential in it.
pub(crate) fn one_finding() -> String {
    format!("const TOKEN: &str = \"{}\";\n\nfn main() {{}}\n", canary())
}

/// "in 0.12s" as "in [TIME]".
fn without_time(text: &str) -> String {
    let mut words = text.split_inclusive(' ').map(|word| {
        let is_time = word.trim_end().trim_end_matches("s:").parse::<f64>().is_ok() && word.contains("s:");
        if is_time { "[TIME]: ".to_owned() } else { word.to_owned() }
    });
    words.by_ref().collect()
}

struct BrokenPipe;

impl Write for BrokenPipe {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

/// Whether a folder holds nothing but these files.
pub(crate) fn holds_only(folder: &Path, names: &[&str]) -> bool {
    let mut found: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    found.sort();
    found == names
}
