//! `--output FILE`.

use std::fs;

use super::harness::{Project, holds_only};

#[test]
fn the_report_goes_to_the_file_and_nothing_else_is_left() {
    let project = Project::leaky();
    fs::create_dir(project.path("out")).unwrap();
    let run = project.run(&["--format", "json", "--output", "out/report.json"]);
    assert_eq!((run.code(), run.out.as_str()), (1, ""));
    let report = fs::read_to_string(project.path("out/report.json")).unwrap();
    assert!(report.starts_with("{\n  \"schema_version\": 1,"));
    assert!(holds_only(&project.path("out"), &["report.json"]));
}

#[test]
fn an_old_report_stays_whole_if_the_run_fails() {
    let project = Project::leaky().file("report.json", "old");
    let run = project.run(&["-D", "no-such-rule", "--output", "report.json"]);
    assert_eq!(run.code(), 2);
    assert_eq!(fs::read_to_string(project.path("report.json")).unwrap(), "old");
}

#[test]
fn a_missing_folder_is_named() {
    let run = Project::leaky().run(&["--output", "no/such/report.json"]);
    assert_eq!(run.code(), 2);
    insta::assert_snapshot!(run.err, @"error: cannot write to `[ROOT]/no/such/report.json`: the folder `[ROOT]/no/such` does not exist");
}

#[test]
fn a_folder_is_no_file() {
    let run = Project::leaky().run(&["--output", "src"]);
    assert_eq!(run.code(), 2);
    insta::assert_snapshot!(run.err, @"error: cannot write to `[ROOT]/src`: it is a folder");
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt;

    let run = Project::leaky().run(&["--output", "/dev/null"]);
    assert_eq!(run.code(), 1);
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let project = Project::leaky().file("real.json", "old");
    std::os::unix::fs::symlink(project.path("real.json"), project.path("link.json")).unwrap();
    project.run(&["--format", "json", "--output", "link.json"]);
    assert!(project.path("link.json").is_symlink());
    assert!(fs::read_to_string(project.path("real.json")).unwrap().starts_with('{'));
}
