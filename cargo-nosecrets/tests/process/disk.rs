//! Disks that are full and folders that may not be written to.

use std::fs::{self, File, OpenOptions, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use super::{Tree, code, err, names, out};

#[test]
fn a_full_disk_under_standard_output_is_told() {
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = Tree::new().command(&["--format", "json", "."]).stdout(full).output().unwrap();
    assert_eq!(code(&output), Some(2));
    assert!(err(&output).contains("cannot write the report: No space left on device"), "{}", err(&output));
}

#[test]
fn a_full_disk_under_standard_error_does_not_change_the_report() {
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = Tree::new().command(&["--format", "short", "-q", "."]).stderr(full).output().unwrap();
    assert_eq!((code(&output), out(&output).lines().count()), (Some(1), 1));
}

#[test]
fn a_full_device_is_told() {
    let output = Tree::new().command(&["--output", "/dev/full", "."]).output().unwrap();
    assert_eq!(code(&output), Some(2));
    assert!(err(&output).contains("cannot write to `/dev/full`: No space left on device"), "{}", err(&output));
}

/// A limit on the size of files stands for a disk that fills up while the report
/// is written.
#[test]
fn the_old_report_stays_whole_when_the_new_one_has_no_room() {
    let tree = Tree::new().with_leaks(5, 50).file("tree/reports/r.json", "old");
    let args = ["--format", "json", "--output", "reports/r.json", "--no-cache", "."];
    let output = tree.limited("trap '' XFSZ; ulimit -f 2", &args).output().unwrap();
    assert_eq!(code(&output), Some(2));
    assert!(err(&output).contains("cannot write to"), "{}", err(&output));
    assert_eq!(fs::read_to_string(tree.path("tree/reports/r.json")).unwrap(), "old");
    assert_eq!(names(&tree.path("tree/reports")), ["r.json"]);
}

#[test]
fn a_disk_that_is_really_full_leaves_the_old_report_too() {
    let tree = Tree::new().with_leaks(5, 50).file("tree/small/.keep", "");
    let small = tree.path("tree/small");
    let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(&small).output();
    if !mount.is_ok_and(|output| output.status.success()) {
        return; // Only root may mount; the limit above stands for it.
    }
    fs::write(small.join("r.json"), "old").unwrap();
    let args = ["--format", "json", "--output", "small/r.json", "--no-cache", "."];
    let output = tree.command(&args).output().unwrap();
    let (report, names) = (fs::read_to_string(small.join("r.json")), names(&small));
    Command::new("umount").arg(&small).status().unwrap();
    assert_eq!(code(&output), Some(2), "{}", err(&output));
    assert!(err(&output).contains("No space left on device"), "{}", err(&output));
    assert_eq!((report.unwrap().as_str(), names), ("old", vec!["r.json".to_owned()]));
}

#[test]
fn a_cache_without_room_changes_nothing_and_leaves_nothing_half_written() {
    let tree = (0..200).fold(Tree::new(), |tree, number| tree.file(&format!("tree/f{number}.txt"), "text\n"));
    let args = ["--format", "short", "-v", "."];
    let output = tree.limited("trap '' XFSZ; ulimit -f 1", &args).output().unwrap();
    assert_eq!((code(&output), out(&output).lines().count()), (Some(1), 1));
    assert!(err(&output).contains("there is no cache: "), "{}", err(&output));
    assert_eq!(names(&tree.path("home/nosecrets")), ["CACHEDIR.TAG", "key"]);
}

#[test]
fn a_report_keeps_the_permissions_of_the_one_before() {
    let tree = Tree::new().file("tree/r.json", "old");
    let mode = || fs::metadata(tree.path("tree/r.json")).unwrap().permissions().mode() & 0o777;
    fs::set_permissions(tree.path("tree/r.json"), Permissions::from_mode(0o640)).unwrap();
    tree.command(&["--format", "json", "--output", "r.json", "leak.rs"]).output().unwrap();
    assert_eq!(mode(), 0o640);
    assert!(fs::read_to_string(tree.path("tree/r.json")).unwrap().starts_with('{'));
}

#[test]
fn where_nothing_may_be_written_a_scan_works_in_silence() {
    let tree = Tree::new();
    let output = tree.unprivileged(&["--format", "short", "."]).output().unwrap();
    assert_eq!((code(&output), out(&output).lines().count()), (Some(1), 1), "{}", err(&output));
    assert!(!err(&output).contains("cache"), "{}", err(&output));
    let output = tree.unprivileged(&["--format", "short", "-v", "."]).output().unwrap();
    assert!(err(&output).contains("there is no cache: "), "{}", err(&output));
    let output = tree.unprivileged(&["--output", "report", "."]).output().unwrap();
    assert_eq!(code(&output), Some(2));
    assert!(err(&output).contains("Permission denied"), "{}", err(&output));
}

#[test]
fn what_may_not_be_read_is_named_and_makes_the_run_incomplete() {
    let tree = Tree::new().file("tree/locked.rs", "fn main() {}").file("tree/closed/a.rs", "");
    for (path, mode) in [("tree/locked.rs", 0o000), ("tree/closed", 0o000)] {
        fs::set_permissions(tree.path(path), Permissions::from_mode(mode)).unwrap();
    }
    let output = tree.unprivileged(&["--format", "short", "."]).output().unwrap();
    assert_eq!((code(&output), out(&output).lines().count()), (Some(2), 1));
    for name in ["`locked.rs`", "`closed`"] {
        assert!(err(&output).contains(&format!("cannot read {name}: Permission denied")), "{}", err(&output));
    }
    fs::set_permissions(tree.path("tree/closed"), Permissions::from_mode(0o755)).unwrap();
}

/// Nothing that was read is written anywhere but where it was asked for.
#[test]
fn a_run_leaves_nothing_in_the_tree() {
    let tree = Tree::new();
    let before = names(&tree.path("tree"));
    for _ in 0..2 {
        tree.command(&["."]).stdout(Stdio::null()).output().unwrap();
    }
    assert_eq!(names(&tree.path("tree")), before);
    assert!(File::open(tree.path("home/nosecrets/key")).is_ok());
}
