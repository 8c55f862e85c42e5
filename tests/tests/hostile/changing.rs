//! A tree that changes while it is scanned, and places that no file should be.

use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use nosecrets_engine::report::SkipReason;
use nosecrets_engine::scan::Progress;
use nosecrets_engine::{Config, Scanner};

use crate::{found, good, root, scan, skipped, tree};

/// Ends what runs beside a test, also if the test fails.
struct End<'a>(&'a AtomicBool);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn files_that_vanish_shrink_grow_and_turn_into_something_else_lose_no_other() {
    let folder = tree(&[("a.rs", &good()), ("z/z.rs", &good())]);
    let path = folder.path().to_path_buf();
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for number in 0.. {
                if is_over.load(Ordering::Relaxed) {
                    break;
                }
                let file = path.join(format!("m{}.rs", number % 7));
                // Whatever of this fails was made impossible by another turn.
                let _ = match number % 6 {
                    0 => fs::write(&file, "fn main() {}\n".repeat(20_000)),
                    1 => fs::write(&file, ""),
                    2 => fs::remove_file(&file),
                    3 => fs::create_dir(&file).and_then(|()| fs::remove_dir(&file)),
                    // Not to a file that is looked for: what is written to the link goes there.
                    4 => symlink("other.rs", &file),
                    _ => fs::File::options().append(true).open(&file).and_then(|mut file| file.write_all(b"// more\n")),
                };
            }
        });
        let _end = End(&is_over);
        for _ in 0..60 {
            let report = scan(&folder);
            let found = found(&report);
            assert!(["a.rs", "z/z.rs"].iter().all(|wanted| found.iter().any(|path| path == wanted)), "{found:?}");
            // A link may be read once it has been listed as a file.
            assert!(found.iter().all(|path| path.ends_with(".rs")));
            for skipped in &report.skipped {
                let is_told = matches!(skipped.why, SkipReason::Link | SkipReason::Special | SkipReason::Unreadable(_));
                assert!(is_told, "{skipped:?}");
            }
        }
    });
}

#[test]
fn a_socket_and_a_device_are_named_and_not_opened() {
    let folder = tree(&[("a.rs", &good())]);
    let _socket = UnixListener::bind(folder.path().join("socket.rs")).unwrap();
    let report = scan(&folder);
    assert_eq!(found(&report), ["a.rs"]);
    assert_eq!(skipped(&report, "socket.rs"), Some(SkipReason::Special));
    let roots = ["/dev/zero", "/dev/tty"].map(|path| root(path.as_ref()));
    for root in roots.iter().filter(|root| root.path.exists()) {
        let report = Scanner::new(Config::default()).scan(std::slice::from_ref(root), &Progress::default()).unwrap();
        assert_eq!(report.skipped[0].why, SkipReason::Special);
    }
}

/// Whoever declares a module is read too, under the names that a module can have.
#[test]
fn a_pipe_in_the_place_of_a_module_is_not_waited_for() {
    let guess = b"fn log_in() { let password = \"hunter2-and-more\"; }\n";
    let folder = tree(&[("Cargo.toml", b""), ("src/part/a.rs", guess), ("src/b.rs", guess)]);
    for name in ["src/lib.rs", "src/mod.rs", "src/part.rs", "src/part/mod.rs"] {
        assert!(Command::new("mkfifo").arg(folder.path().join(name)).status().unwrap().success());
    }
    let report = scan(&folder);
    assert_eq!(report.findings.len(), 2);
    assert_eq!(skipped(&report, "src/lib.rs"), Some(SkipReason::Special));
}

#[test]
fn a_path_that_is_too_long_for_the_system_is_named() {
    let folder = tree(&[("a.rs", &good())]);
    // Longer than any path may be, made step by step.
    let step = "d".repeat(200);
    let script = format!("for i in $(seq 30); do mkdir {step} && cd -P {step} || exit 1; done; echo > deep.rs");
    let made = Command::new("bash").args(["-c", &script]).current_dir(folder.path()).status();
    if !made.is_ok_and(|status| status.success()) {
        return; // No such shell here.
    }
    let report = scan(&folder);
    assert_eq!(found(&report), ["a.rs"]);
    let named = report.skipped.iter().filter(|skipped| matches!(skipped.why, SkipReason::Unreadable(_))).count();
    assert_eq!(named, 1, "{}", report.skipped.len());
    assert!(report.is_incomplete());
    // The folder's own way of removing itself may not reach so deep.
    Command::new("rm").args(["-rf"]).arg(folder.path().join(&step)).status().unwrap();
}
