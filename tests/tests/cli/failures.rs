//! What cannot be done is said, and nothing else is lost by it.

use super::harness::{Project, canary, one_finding};

#[test]
fn a_missing_path_is_named_and_the_others_are_scanned() {
    let run = Project::leaky().run(&["--format", "short", "missing.rs", "src"]);
    assert_eq!(run.code(), 2);
    assert!(run.out.starts_with("src/main.rs:1:22: error"), "{}", run.out);
    assert!(run.err.starts_with("warning: cannot read `missing.rs`: "), "{}", run.err);
}

#[test]
fn an_empty_folder_is_clean_but_not_in_silence() {
    let project = Project::empty();
    std::fs::create_dir(project.path("empty")).unwrap();
    let run = project.run(&["empty"]);
    assert_eq!(run.code(), 0);
    insta::assert_snapshot!(run.err, @r"
    warning: there was no file to scan
         Scanned 0 files (0 B) in [TIME]: nothing found
    ");
}

#[test]
fn a_broken_manifest_is_shown_in_cargo_s_words() {
    let run = Project::leaky().file("Cargo.toml", "[package]\nname = \n").run(&[]);
    assert_eq!((run.code(), run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("error: cargo cannot read `[ROOT]/Cargo.toml`\n"), "{}", run.err);
    assert!(run.err.contains("name = "), "{}", run.err);
}

#[test]
fn paths_can_be_scanned_beside_a_broken_manifest() {
    let run = Project::leaky().file("Cargo.toml", "[package]\nname = \n").run(&["."]);
    assert_eq!(run.code(), 1);
}

#[test]
fn without_cargo_the_folder_is_scanned() {
    let mut project = Project::leaky();
    project.environment.cargo = Some("/no/such/cargo".into());
    let run = project.run(&["--format", "short"]);
    assert_eq!(run.code(), 1);
    assert!(run.out.starts_with("src/main.rs:1:22: error"), "{}", run.out);
    assert!(run.err.starts_with("warning: cargo was not found"), "{}", run.err);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let project = Project::leaky();
    for args in [&["."][..], &[".", "--format", "json"], &[".", "--format", "sarif"]] {
        let run = project.run_into_broken_pipe(args);
        assert_eq!(run.code(), 1, "{args:?}");
        assert!(!run.err.contains("error:"), "{}", run.err);
    }
    assert_eq!(project.run_into_broken_pipe(&["--list"]).err, "");
}

#[cfg(unix)]
#[test]
fn special_files_are_skipped_and_links_are_not_followed_in_circles() {
    let project = Project::leaky();
    std::os::unix::fs::symlink("..", project.path("src/up")).unwrap();
    let status = std::process::Command::new("mkfifo").arg(project.path("pipe")).status();
    if status.is_ok_and(|status| status.success()) {
        let run = project.run(&["-v", "--format", "short", "."]);
        assert_eq!(run.code(), 1);
        assert!(run.err.contains("Skipped pipe: neither a file nor a folder"), "{}", run.err);
    }
}

#[test]
fn binary_files_are_skipped_and_counted() {
    let run = Project::leaky().file("logo.png", "\u{89}PNG\0\0\0").run(&["-v", "."]);
    assert!(run.err.contains("Skipped logo.png: binary file"), "{}", run.err);
    assert!(run.err.contains("1 skipped (1 binary)"), "{}", run.err);
}

#[test]
fn standard_input_is_read_when_it_is_named() {
    let project = Project::package("fn main() {}");
    let input = format!("TOKEN={}\n", canary());
    let run = project.run_with_input(&["-", "src", "--format", "short"], &input);
    assert_eq!(run.code(), 1);
    assert!(run.out.starts_with("<stdin>:1:7: error[nosecrets-canary]"), "{}", run.out);
    assert_eq!(project.run_with_input(&["src"], &one_finding()).code(), 0);
}
