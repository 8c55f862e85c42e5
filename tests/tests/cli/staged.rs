//! `--staged`: what a commit would have, not what lies in the folder.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::harness::{MANIFEST, Project, Run, canary, one_finding};

/// Without the settings of whoever runs the tests.
fn git(folder: &Path, args: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(folder).args(["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "protocol.file.allow=always"]);
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    let done = git.args(args).output().unwrap();
    assert!(done.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// A repository without a commit.
fn repository() -> Project {
    let project = Project::empty().file("Cargo.toml", MANIFEST);
    fs::remove_dir(project.path(".git")).unwrap();
    git(&project.path(""), &["init", "--quiet"]);
    project
}

fn stage(project: &Project) {
    git(&project.path(""), &["add", "--all"]);
}

fn commit(project: &Project) {
    stage(project);
    git(&project.path(""), &["commit", "--quiet", "--message", "x"]);
}

fn staged(project: &Project) -> Run {
    project.run(&["--staged", "--format", "short"])
}

/// The files in which something was found.
fn found(run: &Run) -> Vec<&str> {
    run.out.lines().filter_map(|line| line.split(':').next()).collect()
}

#[test]
fn before_the_first_commit_everything_staged_is_looked_at() {
    let project = repository().file("src/lib.rs", &one_finding());
    assert_eq!((staged(&project).code(), found(&staged(&project))), (0, vec![]));
    stage(&project);
    let run = staged(&project);
    assert_eq!((run.code(), found(&run)), (1, vec!["src/lib.rs"]));
    assert!(run.err.contains("Scanned 2 files"), "{}", run.err);
}

#[test]
fn the_staged_content_counts_and_not_that_of_the_folder() {
    let project = repository().file("a.rs", &one_finding()).file("b.rs", "fn main() {}\n");
    stage(&project);
    let project = project.file("a.rs", "fn main() {}\n").file("b.rs", &one_finding());
    assert_eq!(found(&staged(&project)), ["a.rs"]);
}

#[test]
fn what_is_committed_already_is_not_looked_at_again() {
    let project = repository().file("old.rs", &one_finding());
    commit(&project);
    assert_eq!(staged(&project).code(), 0);
    let project = project.file("new.rs", &one_finding());
    stage(&project);
    assert_eq!(found(&staged(&project)), ["new.rs"]);
}

#[test]
fn a_renamed_file_is_looked_at_and_a_deleted_one_is_not() {
    let project = repository().file("old.rs", &one_finding()).file("gone.rs", &one_finding());
    commit(&project);
    git(&project.path(""), &["mv", "old.rs", "renamed.rs"]);
    git(&project.path(""), &["rm", "--quiet", "gone.rs"]);
    assert_eq!(found(&staged(&project)), ["renamed.rs"]);
}

#[test]
fn a_folder_below_the_root_sees_all_that_is_staged() {
    let project = repository().file("a.rs", &one_finding()).file("deep/b.rs", &one_finding());
    stage(&project);
    git(&project.path(""), &["config", "diff.relative", "true"]);
    assert_eq!(found(&staged(&project.within("deep"))), ["a.rs", "deep/b.rs"]);
}

#[test]
fn links_are_named_and_submodules_passed_over() {
    let library = repository().file("lib.rs", &one_finding());
    commit(&library);
    let project = repository().file("a.rs", &one_finding());
    std::os::unix::fs::symlink("a.rs", project.path("link.rs")).unwrap();
    git(&project.path(""), &["submodule", "--quiet", "add", library.path("").to_str().unwrap(), "sub"]);
    stage(&project);
    let run = project.run(&["--staged", "--format", "short", "-v"]);
    assert_eq!(found(&run), ["a.rs"]);
    assert!(run.err.contains("Skipped link.rs: symbolic link that leaves the tree"), "{}", run.err);
}

#[test]
fn a_second_working_tree_has_an_index_of_its_own() {
    let project = repository().file("a.rs", "fn main() {}\n");
    commit(&project);
    git(&project.path(""), &["worktree", "add", "--quiet", "other"]);
    let project = project.file("other/b.rs", &one_finding()).within("other");
    git(&project.environment.cwd, &["add", "b.rs"]);
    assert_eq!(found(&staged(&project)), ["b.rs"]);
    assert_eq!(staged(&project.within("")).code(), 0);
}

#[test]
fn names_may_hold_anything() {
    use std::os::unix::ffi::OsStrExt;
    let project = repository().file("a b\n\"é.rs", &one_finding());
    let odd = project.path("").join(OsStr::from_bytes(b"\xFF.rs"));
    fs::write(odd, one_finding()).unwrap();
    stage(&project);
    let run = project.run(&["--staged", "--format", "json"]);
    let paths: Vec<_> = run.json()["findings"].as_array().unwrap().iter().map(|f| f["path"].clone()).collect();
    assert_eq!(paths, ["a b\n\"é.rs", "\u{FFFD}.rs"]);
}

#[test]
fn suppressions_levels_and_settings_are_those_of_any_run() {
    let suppressed = format!("// nosecrets: allow(nosecrets-canary) -- sample\nconst A: &str = \"{}\";\n", canary());
    let project = repository().file("a.rs", &suppressed).file("left/out.rs", &one_finding());
    let project = project.file("b.rs", &one_finding()).file("nosecrets.toml", "exclude = [\"left\"]\n");
    stage(&project);
    assert_eq!(found(&staged(&project)), ["b.rs"]);
    assert_eq!(project.run(&["--staged", "-W", "nosecrets-canary"]).code(), 0);
    let own = format!("{MANIFEST}[package.metadata.nosecrets]\nlevels = {{ nosecrets-canary = \"allow\" }}\n");
    let project = project.file("member/Cargo.toml", &own).file("member/src/lib.rs", &one_finding());
    stage(&project);
    assert_eq!(found(&staged(&project)), ["b.rs"]);
}

#[test]
fn roles_follow_conventions_without_asking_cargo() {
    let mut project = repository().file("tests/a.rs", &one_finding()).file("src/main.rs", &one_finding());
    project.environment.cargo = Some("/no/such/cargo".into());
    stage(&project);
    let run = project.run(&["--staged", "--format", "json"]);
    let roles: Vec<_> = run.json()["findings"].as_array().unwrap().iter().map(|f| f["role"].clone()).collect();
    assert_eq!(roles, ["binary", "test"]);
    assert_eq!(found(&project.run(&["--staged", "--tests", "--format", "short"])), ["tests/a.rs"]);
}

#[test]
fn large_and_binary_contents_are_read_as_in_the_folder() {
    let late = format!("{}\n{}", "# nothing here\n".repeat(1_200_000), one_finding());
    let project = repository().file("large.txt", &late).file("logo.png", "\u{89}PNG\0\0").file("z.rs", &one_finding());
    stage(&project);
    let run = project.run(&["--staged", "--format", "short", "-v", "-j", "1"]);
    assert_eq!(found(&run), ["large.txt", "z.rs"]);
    assert!(run.err.contains("Skipped logo.png: binary file"), "{}", run.err);
    let run = project.run(&["--staged", "--format", "short", "-v", "--max-file-size", "1M"]);
    assert_eq!(found(&run), ["z.rs"]);
}

/// Whatever a repository's settings name as a program must not run.
#[test]
fn nothing_that_the_repository_names_is_run() {
    let project = repository().file("a.rs", &one_finding());
    commit(&project);
    let project = project.file("a.rs", &format!("// changed\n{}", one_finding()));
    stage(&project);
    let run = format!("touch '{}'; cat", project.path("RAN").display());
    let hook = project.path("hooks/post-index-change");
    let project = project.file("hooks/post-index-change", &format!("#!/bin/sh\n{run}\n"));
    fs::set_permissions(hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let project = project.file(".git/info/attributes", "* diff=evil filter=evil\n");
    let settings = ["core.fsmonitor", "diff.external", "diff.evil.textconv", "diff.evil.command", "core.pager"];
    let filters = ["filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "pager.diff", "core.sshCommand"];
    for setting in settings.iter().chain(&filters) {
        git(&project.path(""), &["config", setting, &run]);
    }
    git(&project.path(""), &["config", "core.hooksPath", project.path("hooks").to_str().unwrap()]);
    fs::remove_file(project.path("RAN")).ok();
    assert_eq!(found(&staged(&project)), ["a.rs"]);
    assert!(!project.path("RAN").exists());
    // The trap works: git on its own falls into it.
    let plain = Command::new("git").current_dir(project.path("")).args(["diff", "--cached"]).output().unwrap();
    assert!(project.path("RAN").exists(), "{}", String::from_utf8_lossy(&plain.stderr));
}

#[test]
fn a_replaced_object_hides_nothing() {
    let project = repository().file("a.rs", &one_finding()).file("b.rs", "fn main() {}\n");
    stage(&project);
    let top = project.path("");
    let id = |name: &str| {
        let said = Command::new("git").current_dir(&top).args(["rev-parse", &format!(":{name}")]).output().unwrap();
        String::from_utf8(said.stdout).unwrap().trim().to_owned()
    };
    git(&top, &["replace", &id("a.rs"), &id("b.rs")]);
    assert_eq!(found(&staged(&project)), ["a.rs"]);
}

#[test]
fn a_missing_object_is_named_and_makes_the_run_incomplete() {
    let project = repository().file("a.rs", &one_finding()).file("b.rs", &format!("\n{}", one_finding()));
    stage(&project);
    let said = Command::new("git").current_dir(project.path("")).args(["rev-parse", ":a.rs"]).output().unwrap();
    let id = String::from_utf8(said.stdout).unwrap();
    fs::remove_file(project.path(&format!(".git/objects/{}/{}", &id[..2], id[2..].trim()))).unwrap();
    let run = staged(&project);
    assert_eq!((run.code(), found(&run)), (2, vec!["b.rs"]));
    assert!(run.err.contains("cannot read `a.rs`: git has no such object"), "{}", run.err);
}

#[test]
fn without_git_or_a_repository_there_is_a_clear_error() {
    let mut project = Project::empty();
    fs::remove_dir(project.path(".git")).unwrap();
    let run = staged(&project);
    assert_eq!(run.code(), 2);
    insta::assert_snapshot!(run.err.lines().next().unwrap(), @"error: `--staged` scans what is staged in a git repository, and there is none here");
    project.environment.git = Some("/no/such/git".into());
    let run = staged(&project);
    assert_eq!(run.code(), 2);
    insta::assert_snapshot!(run.err.lines().next().unwrap(), @"error: `--staged` needs git, and git was not found");
}

#[test]
fn staged_excludes_paths_and_packages() {
    for args in [&["--staged", "src"][..], &["--staged", "--workspace"], &["--staged", "-p", "demo"]] {
        assert_eq!(repository().run(args).code(), 2, "{args:?}");
    }
}
