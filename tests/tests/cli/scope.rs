//! Which files are looked at.

use std::collections::BTreeSet;

use super::harness::{MANIFEST, Project, Run, canary, one_finding};

/// Files with findings.
fn files(run: &Run) -> BTreeSet<&str> {
    run.out.lines().filter_map(|line| line.split(':').next()).collect()
}

fn found(project: &Project, args: &[&str]) -> Vec<String> {
    let run = project.run(&[&["--format", "short"], args].concat());
    assert_ne!(run.code(), 2, "{}", run.err);
    files(&run).into_iter().map(str::to_owned).collect()
}

#[test]
fn a_virtual_workspace_is_looked_at_whole() {
    let project = Project::workspace();
    let all = ["a/src/lib.rs", "b/src/lib.rs", "notes.md"];
    assert_eq!(found(&project, &[]), all);
    assert_eq!(found(&project, &["--workspace"]), all);
    assert_eq!(found(&project, &["--all"]), all);
}

#[test]
fn within_a_member_only_the_member_is() {
    let project = Project::workspace().within("a");
    assert_eq!(found(&project, &[]), ["a/src/lib.rs"]);
    assert_eq!(found(&project, &["--workspace"]).len(), 3);
}

#[test]
fn the_root_package_leaves_out_the_other_members() {
    let manifest = format!("{MANIFEST}[workspace]\nmembers = [\"a\"]\n");
    let project = Project::workspace().file("Cargo.toml", &manifest).file("src/lib.rs", &one_finding());
    assert_eq!(found(&project, &[]), ["b/src/lib.rs", "notes.md", "src/lib.rs"]);
    assert_eq!(found(&project, &["--workspace"]).len(), 4);
}

#[test]
fn a_package_is_chosen_by_any_of_its_names() {
    let project = Project::workspace();
    let id = format!("path+file://{}#0.1.0", project.path("a").display());
    for spec in ["a", "a@0.1.0", "a@0.1", "[a]", &id] {
        assert_eq!(found(&project, &["-p", spec]), ["a/src/lib.rs"], "{spec}");
    }
    assert_eq!(found(&project, &["-p", "a", "-p", "b"]), ["a/src/lib.rs", "b/src/lib.rs"]);
}

#[test]
fn a_package_can_be_left_out() {
    let project = Project::workspace();
    assert_eq!(found(&project, &["--workspace", "--exclude", "a"]), ["b/src/lib.rs", "notes.md"]);
}

#[test]
fn an_unknown_package_is_an_error() {
    let run = Project::leaky().run(&["-p", "demoo"]);
    assert_eq!(run.code(), 2);
    insta::assert_snapshot!(run.err, @r"
    error: no package of this workspace matches `demoo`
     |
     = help: did you mean `demo`?
    ");
}

#[test]
fn package_options_need_a_project() {
    let run = Project::empty().run(&["--workspace"]);
    assert_eq!(run.code(), 2);
    assert!(run.err.starts_with("error: there is no `Cargo.toml`"), "{}", run.err);
}

#[test]
fn a_manifest_can_be_elsewhere() {
    let project = Project::workspace().within("b");
    assert_eq!(found(&project, &["--manifest-path", "../a/Cargo.toml"]), ["a/src/lib.rs"]);
}

#[test]
fn targets_are_chosen_by_kind() {
    let project = Project::leaky()
        .file("src/lib.rs", &one_finding())
        .file("tests/it.rs", &one_finding())
        .file("examples/ex.rs", &one_finding())
        .file("benches/be.rs", &one_finding())
        .file("notes.md", &canary());
    let cases = [
        ("--lib", "src/lib.rs"),
        ("--bins", "src/main.rs"),
        ("--tests", "tests/it.rs"),
        ("--examples", "examples/ex.rs"),
        ("--benches", "benches/be.rs"),
    ];
    for (option, file) in cases {
        assert_eq!(found(&project, &[option]), [file], "{option}");
    }
    assert_eq!(found(&project, &["--bin", "demo", "--test", "it"]), ["src/main.rs", "tests/it.rs"]);
    assert_eq!(found(&project, &["--all-targets"]).len(), 6);
    assert_eq!(project.run(&["--bin", "demi"]).code(), 2);
}

#[test]
fn options_of_cargo_are_taken() {
    let args = "--features x --all-features --no-default-features --target t --target-dir d \
                --keep-going --locked --offline --frozen";
    let args: Vec<_> = args.split_whitespace().collect();
    assert_eq!(found(&Project::leaky(), &args), ["src/main.rs"]);
}

#[test]
fn outside_a_project_the_current_folder_is_looked_at() {
    let project = Project::empty().file("a/b.txt", &canary());
    assert_eq!(found(&project, &[]), ["a/b.txt"]);
    assert_eq!(found(&project, &["a/b.txt"]), ["a/b.txt"]);
}

#[test]
fn a_second_nosecrets_is_a_path() {
    let project = Project::empty().file("nosecrets/a.txt", &canary()).file("b.txt", &canary());
    assert_eq!(found(&project, &["nosecrets"]), ["nosecrets/a.txt"]);
}

#[test]
fn ignored_files_are_left_out_unless_asked_for() {
    let project = Project::leaky().file(".gitignore", ".env\n").file(".env", &format!("T={}\n", canary()));
    assert_eq!(found(&project, &[]), ["src/main.rs"]);
    assert_eq!(found(&project, &["--no-ignore"]), [".env", "src/main.rs"]);
}

#[test]
fn a_pattern_leaves_files_out() {
    let project = Project::leaky().file("vendor/x/a.txt", &canary());
    assert_eq!(found(&project, &["--exclude-path", "vendor"]), ["src/main.rs"]);
    assert_eq!(found(&project, &["--exclude-path", "*.rs", "."]), ["vendor/x/a.txt"]);
    assert_eq!(project.run(&["--exclude-path", "../x"]).code(), 2);
}

#[test]
fn large_files_are_left_out_and_named() {
    let project = Project::leaky().file("big.txt", &"text ".repeat(500));
    let run = project.run(&["--max-file-size", "1K", "-v", "--format", "short"]);
    assert_eq!(run.code(), 1);
    assert!(run.err.contains("Skipped big.txt: larger than the limit of 1024 bytes"), "{}", run.err);
}
