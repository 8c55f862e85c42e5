//! `--help`, `--version`, `--list`, `--explain`, `completions`.

use super::harness::Project;

#[test]
fn help_names_the_exit_codes() {
    let run = Project::empty().run(&["--help"]);
    assert_eq!((run.code(), run.err.as_str()), (0, ""));
    for text in ["Usage: cargo nosecrets", "Exit codes:", "standard error"] {
        assert!(run.out.contains(text), "{text}");
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let run = Project::empty().run(&["--version"]);
    assert!(run.out.starts_with("cargo-nosecrets 0."), "{}", run.out);
}

#[test]
fn a_wrong_option_is_an_error() {
    let run = Project::empty().run(&["--no-such-option"]);
    assert_eq!((run.code(), run.out.as_str()), (2, ""));
    assert!(run.err.contains("--no-such-option"));
}

#[test]
fn every_rule_is_listed_and_can_be_explained() {
    let project = Project::empty();
    let list = project.run(&["--list", "--format", "json"]).json();
    let rules = list["rules"].as_array().unwrap();
    assert!(rules.len() >= 150);
    for rule in rules {
        let id = rule["id"].as_str().unwrap();
        let page = project.run(&["--explain", id]);
        assert_eq!(page.code(), 0, "{id}");
        assert!(page.out.starts_with(&format!("{id}: ")), "{id}");
        let way_out = if rule["tier"] == "semantic" { "Use instead" } else { "What to do, in this order" };
        assert!(page.out.contains(way_out), "{id}");
    }
}

#[test]
fn the_table_has_a_line_for_each_rule() {
    let project = Project::empty();
    let table = project.run(&["--list"]).out;
    let rules = project.run(&["--list", "--format", "json"]).json();
    assert_eq!(table.lines().count(), rules["rules"].as_array().unwrap().len() + 1);
    assert!(table.starts_with("ID "));
}

#[test]
fn an_editor_s_spelling_is_explained() {
    let project = Project::empty();
    let plain = project.run(&["--explain", "nosecrets-canary"]).out;
    assert_eq!(project.run(&["--explain", "nosecrets::nosecrets_canary"]).out, plain);
}

#[test]
fn a_provider_is_explained_with_its_rules() {
    let page = Project::empty().run(&["--explain", "twilio"]).out;
    assert!(page.starts_with("twilio: Twilio\n"), "{page}");
    assert!(page.contains("  twilio-auth-token (critical): "), "{page}");
}

#[test]
fn a_notice_is_explained() {
    let page = Project::empty().run(&["--explain", "missing-reason"]).out;
    insta::assert_snapshot!(page, @r#"
    missing-reason: about a suppression in the source

      A suppression has no reason. Whoever reads it later must be able to tell why the value
      is no credential.

      Add it: `// nosecrets: allow(rule-id) -- reason`, or `reason = "…"` in the attribute.
    "#);
}

#[test]
fn an_unknown_name_is_an_error_with_a_suggestion() {
    let run = Project::empty().run(&["--explain", "unused-supression"]);
    assert_eq!((run.code(), run.out.as_str()), (2, ""));
    assert!(run.err.contains("did you mean `unused-suppression`?"), "{}", run.err);
}

#[test]
fn completions_are_written_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = Project::empty().run(&["completions", shell]);
        assert_eq!(run.code(), 0, "{shell}");
        assert!(run.out.contains("message-format"), "{shell}");
    }
}
