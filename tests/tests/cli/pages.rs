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
    let rules = rules["rules"].as_array().unwrap();
    // A heading before them; a blank line and the counts after them.
    assert_eq!(table.lines().count(), rules.len() + 3);
    assert!(table.starts_with("ID "));
    assert!(table.lines().last().unwrap().starts_with(&format!("{} rules: ", rules.len())), "{table}");
}

#[test]
fn rules_of_a_provider_are_listed_with_their_counts() {
    let project = Project::empty();
    let list = project.run(&["--list", "--provider", "Nosecrets"]).out;
    insta::assert_snapshot!(list, @r"
    ID                PROVIDER   TIER        SEVERITY  VARIABLE          TITLE
    nosecrets-canary  nosecrets  structured  low       NOSECRETS_CANARY  nosecrets canary token

    1 rules: 1 structured, 0 contextual, 0 component, 0 semantic
    ");
}

#[test]
fn filters_and_words_narrow_the_list() {
    let project = Project::empty();
    let ids = |args: &[&str]| -> Vec<String> {
        let args: Vec<&str> = args.iter().copied().chain(["--format", "json"]).collect();
        let rules = project.run(&args).json()["rules"].as_array().unwrap().clone();
        rules.iter().map(|rule| rule["id"].as_str().unwrap().to_owned()).collect()
    };
    let credentials = ids(&["--list", "--provider", "stripe", "--tier", "structured", "--group", "credential"]);
    assert!(credentials.contains(&"stripe-secret-key".to_owned()), "{credentials:?}");
    assert!(!credentials.contains(&"stripe-publishable-key".to_owned()), "{credentials:?}");
    assert!(credentials.iter().all(|id| id.starts_with("stripe-")), "{credentials:?}");
    // An alias leads to its provider, and a word is looked for in titles too.
    assert_eq!(ids(&["--list", "--provider", "async-stripe"]), ids(&["--list", "--provider", "stripe"]));
    assert!(ids(&["--list", "webhook signing"]).contains(&"stripe-webhook-secret".to_owned()));
    assert!(ids(&["--list", "--tier", "semantic"]).contains(&"hard-coded-iv".to_owned()));
    assert!(ids(&["--list", "no-such-thing-anywhere"]).is_empty());
}

#[test]
fn an_unknown_provider_is_an_error_with_a_suggestion() {
    let run = Project::empty().run(&["--list", "--provider", "strpe"]);
    assert_eq!((run.code(), run.out.as_str()), (2, ""));
    assert!(run.err.contains("did you mean `stripe`"), "{}", run.err);
}

#[test]
fn a_detector_is_explained_in_words() {
    let page = Project::empty().run(&["--explain", "nosecrets-canary"]).out;
    insta::assert_snapshot!(page, @r"
    nosecrets-canary: nosecrets canary token

      provider    nosecrets (https://docs.rs/cargo-nosecrets)
      severity    low: public by design, or useless on its own
      confidence  high: the shape is unique to the vendor, or a checksum is valid
      reported    wherever it occurs
      variable    NOSECRETS_CANARY
      shape       `nosecrets_canary_`, then 16 lower-case letters and digits
      pattern     nosecrets_canary_[0-9a-z]{16}

    Examples that are found (templates: `{hex:32}` is 32 hex digits)
      nosecrets_canary_{lowernum:16}
      nosecrets_canary_{digits:16}

    Examples that are not found
      nosecrets_canary_{lowernum:15}
      nosecrets_canary_{upper:16}

    What a leak means
      None: the canary is no credential. It is always reported, so that you can see whether
      your editor, hook or pipeline really stops on a finding.

    What to do, in this order
      1. Was it misused?
         - Nothing to check: nobody can use a canary
      2. Make a new one
         - Write `nosecrets_canary_` followed by any 16 lower-case letters or digits where
           the tool should find it
      3. Replace it wherever it is used
         - Nothing to replace: no service uses a canary
      4. Revoke the old one
         - Delete it from the file
      5. Watch
         - Nothing to watch

    If it is not a credential
      Say so on the line or the line before, with the reason:
      // nosecrets: allow(nosecrets-canary) -- reason
    ");
}

#[test]
fn every_pattern_can_be_said_in_words() {
    let list = Project::empty().run(&["--list", "--format", "json"]).json();
    for rule in list["rules"].as_array().unwrap() {
        let Some(pattern) = rule["pattern"].as_str() else { continue };
        let words = nosecrets_detectors::spec::describe::describe(pattern).unwrap();
        assert!(!words.is_empty() && !words.contains("nothing"), "{}: {words}", rule["id"]);
    }
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

      A suppression has no reason. Anyone who reads it later must be able to tell why the
      value is not a credential.

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
