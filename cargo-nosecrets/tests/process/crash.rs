//! What keeps values inside the process when it dies.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use cargo_nosecrets::{Exit, guarded};

/// Set in the process that panics.
const PANICS: &str = "NOSECRETS_TEST_PANICS";

/// Stands for a value that was read. The tests of this file must not hold it as it is.
fn value() -> String {
    "drowssap".chars().rev().collect()
}

#[test]
fn of_a_panic_only_the_place_is_told() {
    if std::env::var_os(PANICS).is_some() {
        let exit = guarded(|| {
            let worker = std::thread::spawn(|| panic!("the value is {}", value()));
            std::panic::resume_unwind(worker.join().unwrap_err())
        });
        assert_eq!(exit, Exit::Error);
        std::thread::spawn(|| panic!("another {}", value())).join().unwrap_err();
        return;
    }
    let Output { status, stdout, stderr } = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::of_a_panic_only_the_place_is_told", "--nocapture"])
        .env(PANICS, "1")
        .output()
        .unwrap();
    let (out, err) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
    assert!(status.success(), "{err}");
    assert!(!out.contains(&value()) && !err.contains(&value()), "{err}");
    assert!(err.contains("crash.rs:"), "{err}");
    assert_eq!(err.matches("has a bug").count(), 1, "{err}");
}

#[test]
fn the_command_cannot_dump_its_memory() {
    // It waits for standard input, so it is there to be asked.
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-nosecrets"))
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let limits = format!("/proc/{}/limits", child.id());
    let is_forbidden = || {
        let limits = std::fs::read_to_string(&limits).unwrap();
        let line = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap().to_owned();
        let words: Vec<_> = line.split_whitespace().skip(4).take(2).map(str::to_owned).collect();
        words == ["0", "0"]
    };
    // The process sets the limit soon after it has begun.
    let forbidden = (0..500).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        is_forbidden()
    });
    child.stdin.take().unwrap().write_all(b"fn main() {}\n").unwrap();
    assert!(forbidden);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
