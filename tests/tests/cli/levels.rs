//! How loud a finding is, and what the exit code makes of it.

use super::harness::{Project, canary};

const RULE: &str = "nosecrets-canary";

#[test]
fn a_denied_finding_fails_a_warned_one_does_not() {
    let project = Project::leaky();
    assert_eq!(project.run(&[]).code(), 1);
    let warned = project.run(&["-W", RULE]);
    assert_eq!(warned.code(), 0);
    assert!(warned.out.starts_with("warning[nosecrets-canary]"), "{}", warned.out);
    let allowed = project.run(&["-A", RULE]);
    assert_eq!((allowed.code(), allowed.out.as_str()), (0, ""));
}

#[test]
fn the_later_option_wins() {
    let project = Project::leaky();
    assert_eq!(project.run(&["-A", RULE, "-D", RULE]).code(), 1);
    assert_eq!(project.run(&["-D", RULE, "-A", RULE]).code(), 0);
    assert_eq!(project.run(&["-D", RULE, "-W", "all", "-A", RULE, "-W", RULE]).code(), 0);
}

#[test]
fn a_rule_wins_over_its_provider_and_group() {
    let project = Project::leaky();
    assert_eq!(project.run(&["-D", RULE, "-A", "nosecrets", "-A", "all"]).code(), 1);
    assert_eq!(project.run(&["-A", "nosecrets", "-D", "credential"]).code(), 0);
}

#[test]
fn warnings_can_be_denied() {
    let project = Project::leaky();
    assert_eq!(project.run(&["-W", RULE, "-D", "warnings"]).code(), 1);
}

#[test]
fn an_editor_s_spelling_of_a_rule_is_understood() {
    assert_eq!(Project::leaky().run(&["-A", "nosecrets::nosecrets_canary"]).code(), 0);
}

#[test]
fn an_unknown_rule_is_an_error_with_a_suggestion() {
    let run = Project::leaky().run(&["-A", "nosecrets-canry"]);
    assert_eq!(run.code(), 2);
    insta::assert_snapshot!(run.err, @r"
    error: unknown rule `nosecrets-canry`
     |
     = note: rules are listed by `cargo nosecrets --list`
     = help: did you mean `nosecrets-canary`?
    ");
}

#[test]
fn no_level_keeps_the_run_from_being_incomplete() {
    let project = Project::empty().file("a.txt", &canary());
    assert_eq!(project.run(&["-A", "all", "a.txt", "missing.txt"]).code(), 2);
}
