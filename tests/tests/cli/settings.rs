//! Settings from files.

use super::harness::{MANIFEST, Project, canary};

const ALLOW: &str = "levels = { nosecrets-canary = \"allow\" }\n";

fn manifest_with(table: &str, settings: &str) -> String {
    format!("{MANIFEST}[{table}.metadata.nosecrets]\n{settings}")
}

#[test]
fn a_package_has_settings_in_its_manifest() {
    let project = Project::leaky().file("Cargo.toml", &manifest_with("package", ALLOW));
    assert_eq!(project.run(&[]).code(), 0);
    assert_eq!(project.run(&["src/main.rs"]).code(), 0);
    assert_eq!(project.run(&["-D", "nosecrets-canary"]).code(), 1);
}

#[test]
fn a_package_wins_over_its_workspace() {
    let project = Project::workspace();
    let root = std::fs::read_to_string(project.path("Cargo.toml")).unwrap();
    let root = format!("{root}[workspace.metadata.nosecrets]\n{ALLOW}");
    let deny = ALLOW.replace("allow", "deny");
    let member = manifest_with("package", &deny).replace("demo", "b");
    let project = project.file("Cargo.toml", &root).file("b/Cargo.toml", &member);
    let run = project.run(&["--format", "short"]);
    assert_eq!(run.code(), 1);
    assert!(run.out.starts_with("b/src/lib.rs:"), "{}", run.out);
    assert_eq!(run.out.lines().count(), 1);
    assert_eq!(project.run(&["-p", "a"]).code(), 0);
    assert_eq!(project.run(&["a/src/lib.rs"]).code(), 0);
    assert_eq!(project.run(&["b/src/lib.rs"]).code(), 1);
}

#[test]
fn a_file_of_our_own_is_found_upward() {
    let project = Project::leaky().file("nosecrets.toml", ALLOW).within("src");
    assert_eq!(project.run(&[]).code(), 0);
    assert_eq!(project.run(&["main.rs"]).code(), 0);
}

#[test]
fn but_not_above_the_repository() {
    let project = Project::leaky().file("nosecrets.toml", ALLOW);
    std::fs::create_dir(project.path("src/.git")).unwrap();
    assert_eq!(project.within("src").run(&["main.rs"]).code(), 1);
}

#[test]
fn a_file_that_is_named_takes_the_place_of_all_others() {
    let project =
        Project::leaky().file("Cargo.toml", &manifest_with("package", ALLOW)).file("ci/strict.toml", "exclude = []\n");
    assert_eq!(project.run(&["--config", "ci/strict.toml"]).code(), 1);
    let missing = project.run(&["--config", "ci/missing.toml"]);
    assert_eq!(missing.code(), 2);
    assert!(missing.err.starts_with("error: cannot read `[ROOT]/ci/missing.toml`"), "{}", missing.err);
}

#[test]
fn patterns_are_relative_to_their_file() {
    let settings = "exclude = [\"data/*.txt\"]\n";
    let project = Project::workspace()
        .file("a/Cargo.toml", &manifest_with("package", settings).replace("demo", "a"))
        .file("a/data/x.txt", &canary())
        .file("b/data/x.txt", &canary());
    let run = project.run(&["--format", "short"]);
    assert!(!run.out.contains("a/data/x.txt"), "{}", run.out);
    assert!(run.out.contains("b/data/x.txt"), "{}", run.out);
}

#[test]
fn other_tools_markers_count_when_the_settings_say_so() {
    let source = format!("const T: &str = \"{}\"; // gitleaks:allow\n", canary());
    let project = Project::package(&source);
    assert_eq!(project.run(&["."]).code(), 1);
    let project = project.file("nosecrets.toml", "honour-markers = true\n");
    assert_eq!(project.run(&["."]).code(), 0);
}

#[test]
fn every_mistake_is_shown_where_it_is() {
    let settings = "\
excludes = [\"vendor\"]
levels = { \"twillio-auth-token\" = \"deny\", all = \"loud\" }
max-file-size = -3
honour-markers = \"yes\"
exclude = [\"../other\", 3]
";
    let run = Project::leaky().file("nosecrets.toml", settings).run(&[]);
    assert_eq!((run.code(), run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @r#"
    error: unknown key `excludes`
     --> nosecrets.toml:1:1
      |
    1 | excludes = ["vendor"]
      | ^^^^^^^^ expected one of `levels`, `contexts`, `exclude`, `honour-markers`, `max-file-size`, `detector`
      |
      = help: did you mean `exclude`?

    error: unknown rule `twillio-auth-token`
     --> nosecrets.toml:2:12
      |
    2 | levels = { "twillio-auth-token" = "deny", all = "loud" }
      |            ^^^^^^^^^^^^^^^^^^^^ no rule, provider or group of this name
      |
      = help: did you mean `twilio-auth-token`?

    error: the level of `all` must be `deny`, `warn` or `allow`
     --> nosecrets.toml:2:49
      |
    2 | levels = { "twillio-auth-token" = "deny", all = "loud" }
      |                                                 ^^^^^^ not a level

    error: `max-file-size` must be bytes, or a size such as "10M"
     --> nosecrets.toml:3:17
      |
    3 | max-file-size = -3
      |                 ^^ found an integer

    error: `honour-markers` must be `true` or `false`
     --> nosecrets.toml:4:18
      |
    4 | honour-markers = "yes"
      |                  ^^^^^ found a string

    error: bad pattern in `exclude`: a pattern must be relative and must not leave its folder
     --> nosecrets.toml:5:12
      |
    5 | exclude = ["../other", 3]
      |            ^^^^^^^^^^ here

    error: `exclude` must be an array of patterns
     --> nosecrets.toml:5:24
      |
    5 | exclude = ["../other", 3]
      |                        ^ found an integer
    "#);
}

#[test]
fn a_file_that_is_no_toml_is_shown_where_it_breaks() {
    let run = Project::leaky().file("nosecrets.toml", "exclude = [\n").run(&[]);
    assert_eq!(run.code(), 2);
    insta::assert_snapshot!(run.err, @r#"
    error: this is not valid TOML
     --> nosecrets.toml:1:12
      |
    1 | exclude = [
      |            ^ unclosed array, expected `]`
    "#);
}

#[test]
fn our_table_of_a_manifest_must_be_one() {
    let manifest = format!("{MANIFEST}[package.metadata]\nnosecrets = true\n");
    let run = Project::leaky().file("Cargo.toml", &manifest).run(&["src"]);
    assert_eq!(run.code(), 2);
    insta::assert_snapshot!(run.err, @r#"
    error: `package.metadata.nosecrets` must be a table
     --> Cargo.toml:6:13
      |
    6 | nosecrets = true
      |             ^^^^ found a boolean
    "#);
}
