//! Files that cannot be read, are none, or lead elsewhere.

use std::fs;
use std::path::Path;

use nosecrets_engine::error::Error;
use nosecrets_engine::report::SkipReason;
use nosecrets_engine::scan::Progress;
use nosecrets_engine::{Config, Scanner};

use crate::{found, good, root, scan, skipped, tree};

#[test]
fn a_path_that_does_not_exist_is_an_error_that_names_it() {
    let folder = tree(&[]);
    let missing = folder.path().join("missing");
    let error = Scanner::new(Config::default()).scan(&[root(&missing)], &Progress::default()).unwrap_err();
    assert!(matches!(&error, Error::Path { path, .. } if *path == missing));
    assert!(error.to_string().contains("missing"), "{error}");
}

#[test]
fn an_empty_folder_and_empty_files_give_an_empty_report() {
    assert_eq!(scan(&tree(&[])).stats.files, 0);
    let report = scan(&tree(&[("src/lib.rs", b""), ("a.toml", b""), (".env", b"\n")]));
    assert_eq!((report.stats.files, report.findings.len(), report.skipped.len()), (3, 0, 0));
}

#[test]
fn a_file_without_permission_is_named_and_makes_the_run_incomplete() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tree(&[("a.rs", &good()), ("locked.rs", b"fn main() {}"), ("z.rs", &good())]);
    let locked = folder.path().join("locked.rs");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&locked).is_ok() {
        return; // Nothing is locked to root.
    }
    let report = scan(&folder);
    assert_eq!(found(&report), ["a.rs", "z.rs"]);
    assert!(matches!(skipped(&report, "locked.rs"), Some(SkipReason::Unreadable(_))));
    assert!(report.is_incomplete());
}

/// The memory of a process looks like a file that anyone may open, and the
/// system refuses to read its first byte, to root as well.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_breaks_off_is_named_and_the_others_are_scanned() {
    let folder = tree(&[("a.rs", &good())]);
    let roots = [root(Path::new("/proc/self/mem")), root(folder.path())];
    let report = Scanner::new(Config::default()).scan(&roots, &Progress::default()).unwrap();
    assert_eq!(found(&report), ["a.rs"]);
    let [skipped] = &report.skipped[..] else { panic!("{:?}", report.skipped) };
    assert_eq!(skipped.path, Path::new("/proc/self/mem"));
    assert!(matches!(skipped.why, SkipReason::Unreadable(_)));
    assert!(report.is_incomplete());
}

#[test]
fn a_link_in_a_circle_is_named_and_followed_nowhere() {
    let folder = tree(&[("src/lib.rs", &good())]);
    std::os::unix::fs::symlink("..", folder.path().join("src/up")).unwrap();
    std::os::unix::fs::symlink("self", folder.path().join("self")).unwrap();
    let report = scan(&folder);
    assert_eq!(found(&report), ["src/lib.rs"]);
    assert_eq!(skipped(&report, "src/up"), Some(SkipReason::Link));
    assert_eq!(skipped(&report, "self"), Some(SkipReason::Link));
}

#[test]
fn a_link_out_of_the_tree_is_named_and_what_it_leads_to_is_not_scanned() {
    let outside = tree(&[("secret.rs", &good()), ("folder/secret.rs", &good())]);
    let folder = tree(&[("src/lib.rs", b"")]);
    for name in ["secret.rs", "folder", "dangling"] {
        std::os::unix::fs::symlink(outside.path().join(name), folder.path().join(name)).unwrap();
    }
    let report = scan(&folder);
    assert_eq!(found(&report), [""; 0]);
    for name in ["secret.rs", "folder", "dangling"] {
        assert_eq!(skipped(&report, name), Some(SkipReason::Link), "{name}");
    }
}

#[test]
fn a_link_that_is_named_itself_is_scanned() {
    let folder = tree(&[("lib.rs", &good())]);
    let link = folder.path().join("link.rs");
    std::os::unix::fs::symlink("lib.rs", &link).unwrap();
    let report = Scanner::new(Config::default()).scan(&[root(&link)], &Progress::default()).unwrap();
    assert_eq!(report.findings.len(), 1);
}

#[test]
fn a_pipe_is_named_and_never_waited_for() {
    let folder = tree(&[("a.rs", &good()), ("z.rs", &good())]);
    let pipe = folder.path().join("pipe.rs");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|status| status.success()) {
        return; // No such tool here.
    }
    let report = scan(&folder);
    assert_eq!(found(&report), ["a.rs", "z.rs"]);
    assert_eq!(skipped(&report, "pipe.rs"), Some(SkipReason::Special));
    let named = Scanner::new(Config::default()).scan(&[root(&pipe)], &Progress::default()).unwrap();
    assert_eq!(named.skipped[0].why, SkipReason::Special);
}

#[test]
fn a_name_that_is_no_utf8_is_scanned_like_any_other() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tree(&[("a.rs", &good())]);
    let name = std::ffi::OsStr::from_bytes(b"\xFF\xFE.rs");
    if fs::write(folder.path().join(name), good()).is_err() {
        return; // Some file systems refuse such names.
    }
    let report = scan(&folder);
    let mut paths: Vec<_> = report.findings.iter().map(|finding| finding.path().as_os_str().as_bytes()).collect();
    paths.sort_unstable();
    assert_eq!(paths, [&b"a.rs"[..], b"\xFF\xFE.rs"]);
}

#[test]
fn lists_of_hashes_are_named_and_not_scanned() {
    let report = scan(&tree(&[("Cargo.lock", &good()), (".cargo-checksum.json", &good()), ("a.rs", &good())]));
    assert_eq!(found(&report), ["a.rs"]);
    assert_eq!(skipped(&report, "Cargo.lock"), Some(SkipReason::Hashes));
    assert_eq!(skipped(&report, ".cargo-checksum.json"), Some(SkipReason::Hashes));
    assert!(!report.is_incomplete());
}

#[test]
fn a_file_over_the_limit_is_named() {
    let folder = tree(&[("a.rs", &good()), ("long.rs", &good().repeat(100))]);
    let config = Config { max_file_size: Some(1000), ..Config::default() };
    let report = Scanner::new(config).scan(&[root(folder.path())], &Progress::default()).unwrap();
    assert_eq!(found(&report), ["a.rs"]);
    assert_eq!(skipped(&report, "long.rs"), Some(SkipReason::TooLarge(1000)));
}

#[test]
fn what_git_ignores_is_left_out_unless_asked_for() {
    let folder = tree(&[(".gitignore", b"local.env\n"), ("local.env", &good()), (".env", &good())]);
    assert_eq!(found(&scan(&folder)), [".env"]);
    let config = Config { respect_ignore: false, ..Config::default() };
    let report = Scanner::new(config).scan(&[root(folder.path())], &Progress::default()).unwrap();
    assert_eq!(found(&report), [".env", "local.env"]);
}
