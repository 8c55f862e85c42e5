//! What only a process of its own can meet: signals, limits, full disks, pipes
//! whose reader has gone, another user.
//!
//! The table of all faults and their tests is in `docs/robustness.md`.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod crash;
mod disk;
mod limits;
mod signals;

use std::fs;
use std::io::Read;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use nosecrets_tests::canary;
use tempfile::TempDir;

/// A folder with a leak, which is a repository of its own so that nothing above
/// it is looked at.
struct Tree(TempDir);

impl Tree {
    fn new() -> Tree {
        let tree = Tree(TempDir::new().unwrap());
        fs::set_permissions(tree.path(""), fs::Permissions::from_mode(0o755)).unwrap();
        tree.file("tree/.git/HEAD", "").file("tree/leak.rs", &leak())
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn file(self, path: &str, text: &str) -> Tree {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// So many files, each with so many leaks.
    fn with_leaks(self, files: usize, each: usize) -> Tree {
        let text = leak().repeat(each);
        (0..files).fold(self, |tree, number| tree.file(&format!("tree/many/file{number}.rs"), &text))
    }

    /// `cargo-nosecrets` in the tree, with nothing of the surrounding process.
    fn command(&self, args: &[&str]) -> Command {
        self.command_of(Path::new(env!("CARGO_BIN_EXE_cargo-nosecrets")), args)
    }

    fn command_of(&self, program: &Path, args: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(args).current_dir(self.path("tree")).env_clear();
        command.env("XDG_CACHE_HOME", self.path("home"));
        command
    }

    /// The same under a shell that sets limits first.
    fn limited(&self, limits: &str, args: &[&str]) -> Command {
        let mut command = self.command_of(Path::new("/bin/sh"), &["-c", &format!("{limits}; exec \"$0\" \"$@\"")]);
        command.arg(env!("CARGO_BIN_EXE_cargo-nosecrets")).args(args);
        command
    }

    /// The same as a user who owns nothing: to root, nothing is forbidden.
    fn unprivileged(&self, args: &[&str]) -> Command {
        let program = self.path("program");
        fs::copy(env!("CARGO_BIN_EXE_cargo-nosecrets"), &program).unwrap();
        let mut command = self.command_of(&program, args);
        if fs::metadata("/proc/self").unwrap().uid() == 0 {
            command.uid(65534).gid(65534);
        }
        command
    }
}

fn leak() -> String {
    format!("const KEY: &str = \"{}\";\n", canary())
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Names of what lies in a folder, hidden or not.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let tree = Tree::new().with_leaks(20, 200);
    for format in ["human", "short", "json", "sarif"] {
        let mut command = tree.command(&["--format", format, "."]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut [0; 10]).unwrap();
        drop(out);
        let output = child.wait_with_output().unwrap();
        assert_eq!(code(&output), Some(1), "{format}: {}", err(&output));
        assert!(!err(&output).contains("error"), "{format}: {}", err(&output));
    }
}

#[test]
fn without_a_home_everything_works_and_nothing_is_remembered() {
    let tree = Tree::new();
    let output = tree.command(&["--format", "short", "-v", "."]).env_clear().output().unwrap();
    assert_eq!((code(&output), out(&output).lines().count()), (Some(1), 1));
    assert!(err(&output).contains("there is no folder for caches"), "{}", err(&output));
    assert_eq!(names(&tree.path("")), ["tree"]);
}

#[test]
fn closed_streams_change_nothing_but_what_is_seen() {
    let tree = Tree::new();
    let output = tree.limited("exec 2>&-", &["--format", "short", "."]).output().unwrap();
    assert_eq!((code(&output), out(&output).lines().count()), (Some(1), 1));
    let output = tree.limited("exec 0<&-", &["--format", "short", "."]).output().unwrap();
    assert_eq!(code(&output), Some(1));
}
