//! What spoke for and against a guess.

use super::harness::Project;

/// A program that runs with a password that everyone knows, made here so that
/// this file holds none.
fn guess() -> Project {
    let default = ["post", "gres"].concat();
    Project::package(&format!(
        "fn main() {{\n    let password = std::env::var(\"DB_PASSWORD\").unwrap_or(\"{default}\".into());\n}}\n"
    ))
}

/// The notes of a finding, without the frame around them.
fn notes(out: &str) -> String {
    let lines = out.lines().skip_while(|line| !line.contains("= note:")).take_while(|line| !line.contains("= help:"));
    lines.map(|line| line.trim_start().trim_start_matches("= note: ")).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_parts_of_a_guess_are_shown_when_asked_for() {
    let run = guess().run(&["-q", "--explain-finding"]);
    assert_eq!(run.code(), 1);
    insta::assert_snapshot!(notes(&run.out), @r"
    value: … (8 bytes)
    evidence:
    +40  the name plainly says password
    +20  it is a common password
    +20  any word can be a password
    +40  it is a fallback for a missing setting
    +120  total
    ");
}

#[test]
fn they_are_not_shown_otherwise() {
    assert!(!guess().run(&["-q"]).out.contains("evidence"));
}

#[test]
fn what_is_certain_has_none() {
    let run = Project::leaky().run(&["-q", "--explain-finding"]);
    assert!(run.out.contains("nosecrets-canary") && !run.out.contains("evidence"));
}

#[test]
fn json_always_has_them() {
    let finding = &guess().run(&["--format", "json"]).json()["findings"][0];
    let parts = finding["evidence"].as_array().unwrap();
    assert!(parts.iter().any(|part| part["weight"].as_i64() > Some(0)));
}
