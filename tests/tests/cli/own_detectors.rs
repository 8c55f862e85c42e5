//! `rules check` and `rules import`.

use super::harness::Project;

/// A detector that is in order; tests change what is wrong with it.
const ACME: &str = r#"[[detector]]
id = "acme-token"
title = "Acme token"
pattern = 'acme-[0-9a-f]{24}'
positive = ["acme-{hex:24}", "acme-{hex:24}"]
negative = ["acme-{hex:23}", "acme-{HEX:24}"]
"#;

fn with(from: &str, to: &str) -> Project {
    assert!(ACME.contains(from));
    Project::empty().file("nosecrets.toml", &ACME.replace(from, to))
}

#[test]
fn detectors_of_one_s_own_are_checked_with_their_examples() {
    let run = Project::empty().file("nosecrets.toml", ACME).run(&["rules", "check"]);
    assert_eq!((run.code(), run.err.as_str()), (0, ""));
    assert_eq!(run.out, "1 valid detector: 1 structured, 0 contextual, 0 component\n");
}

#[test]
fn a_mistake_is_shown_where_it_stands() {
    let run = with("[0-9a-f]{24}'", "[0-9a-f]{24}\\b'").run(&["rules", "check"]);
    assert_eq!((run.code(), run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @r"
    error: the pattern cannot be used: anchors and `\b` are not supported: the engine checks boundaries itself
     --> nosecrets.toml:4:11
      |
    4 | pattern = 'acme-[0-9a-f]{24}\b'
      |           ^^^^^^^^^^^^^^^^^^^^^
    ");
}

#[test]
fn examples_that_do_not_hold_are_mistakes() {
    let run = with("acme-{hex:23}", "acme-{hex:24}").run(&["rules", "check"]);
    assert_eq!(run.code(), 2);
    assert!(run.err.contains("negative example 1: is found, but must not be"), "{}", run.err);
    let run = with(r#"["acme-{hex:24}", "#, r#"["acme-{hex:20}", "#).run(&["rules", "check"]);
    assert!(run.err.contains("positive example 1: not found (the pattern does not match)"), "{}", run.err);
}

#[test]
fn ids_that_are_taken_and_unknown_keys_are_mistakes() {
    let taken = with("acme-token", "twilio-auth-token").run(&["rules", "check"]);
    assert!(taken.err.contains("`twilio-auth-token` is a built-in rule"), "{}", taken.err);
    let unknown = with("title =", "titel =").run(&["rules", "check"]);
    assert!(unknown.err.contains("unknown field `titel`"), "{}", unknown.err);
    assert!(unknown.err.contains("nosecrets.toml:3:1"), "{}", unknown.err);
    let provider = with("acme-token", "twilio").run(&["rules", "check"]);
    assert!(provider.err.contains("`twilio` is the name of a provider or group"), "{}", provider.err);
    let twice = Project::empty().file("own.toml", &[ACME, ACME].concat()).run(&["rules", "check", "own.toml"]);
    assert!(twice.err.contains("there are two detectors `acme-token`"), "{}", twice.err);
}

#[test]
fn what_is_shown_with_every_finding_must_be_fit_to_be_shown() {
    let hidden = with("Acme token", r"Acme\u001b[31m token").run(&["rules", "check"]);
    assert!(hidden.err.contains("the title contains invisible characters"), "{}", hidden.err);
    let title = format!("such as {}", super::harness::canary());
    let credential = with("Acme token", &title).run(&["rules", "check"]);
    assert_eq!(credential.code(), 2);
    assert!(credential.err.contains("the title contains a credential"), "{}", credential.err);
    assert!(!credential.err.contains(&super::harness::canary()));
}

#[test]
fn there_are_limits_to_what_a_file_may_ask_for() {
    let detector =
        |at: usize| ACME.replace("acme-token", &format!("acme-{at}")).replace("'acme-", &format!("'acme{at}-"));
    let many: String = (0..4097).map(detector).collect();
    let run = Project::empty().file("nosecrets.toml", &many).run(&["rules", "check"]);
    assert!(run.err.contains("there are more than 4096 detectors"), "{}", run.code());
    let long = vec![r#""x{hex:65000}""#; 100].join(", ");
    let run = with(r#"negative = ["#, &format!("negative = [{long}, ")).run(&["rules", "check"]);
    assert!(run.err.contains("the examples expand to more than 4194304 bytes"), "{}", run.code());
    let words = (0..16_500).map(|at| format!("\"w{at}\"")).collect::<Vec<_>>().join(", ");
    let run = with("positive", &format!("context = [{words}]\npositive")).run(&["rules", "check"]);
    assert!(run.err.contains("the detectors have more than 16384 context words"), "{}", run.code());
    // Each of these can be spelled in 32 ways.
    let words = (100..700).map(|at| format!("\"w{at}_of_many_parts_and_more\"")).collect::<Vec<_>>().join(", ");
    let run = with("positive", &format!("context = [{words}]\npositive")).run(&["rules", "check"]);
    assert!(run.err.contains("the detectors have more than 16384 context words"), "{}", run.code());
}

#[test]
fn a_context_word_has_two_letters() {
    for word in ["__", "a_", "_a"] {
        let run = with("positive", &format!("context = [\"{word}\"]\npositive")).run(&["rules", "check"]);
        let message = format!("context word `{word}` is not two or more lower-case letters, digits and `_`");
        assert!(run.err.contains(&message), "{}", run.err);
    }
}

#[test]
fn a_clash_with_what_is_built_in_is_told() {
    let own = r#"[[detector]]
id = "acme-canary"
title = "our canary"
pattern = 'nosecrets_canary_[0-9a-z]{16}'
positive = ["nosecrets_canary_{lowernum:16}", "nosecrets_canary_{digits:16}"]
negative = ["nosecrets_canary_{lowernum:15}", "nosecrets_canary_{upper:16}"]
"#;
    let project = Project::empty().file("nosecrets.toml", own);
    let run = project.run(&["rules", "check"]);
    assert_eq!(run.code(), 0, "{}", run.err);
    assert!(run.err.contains("the built-in `nosecrets-canary` finds an example"), "{}", run.err);
}

/// Rules in the form of gitleaks' own: names before a group, a boundary around
/// a prefix, a path, and look-around, which its engine has not either.
const GITLEAKS: &str = r#"title = "rules"
[allowlist]
paths = ['''\.lock$''']

[[rules]]
id = "acme-api-key"
description = "Found an Acme key."
regex = '''(?i)[\w.-]{0,50}?(?:acme)(?:[ \t\w.-]{0,20})[\s'"]{0,3}(?:=|:)[\x60'"\s=]{0,5}([a-z0-9]{32})(?:[\x60'"\s;]|\\[nr]|$)'''
entropy = 3
keywords = ["acme"]

[[rules]]
id = "acme-token"
regex = '''\b(acme-(?i)[a-f0-9]{24})(?:['"\s]|$)'''
keywords = ["ACME-"]
[[rules.allowlists]]
regexes = ['''EXAMPLE$''']

[[rules]]
id = "acme-file"
path = '''\.acme$'''

[[rules]]
id = "acme-other"
regex = '''acme-(?!test)[a-z]{20}'''
"#;

#[test]
fn rules_of_gitleaks_are_translated_and_what_is_lost_is_told() {
    let project = Project::empty().file("gitleaks.toml", GITLEAKS);
    let run = project.run(&["rules", "import", "gitleaks.toml"]);
    assert_eq!(run.code(), 0);
    insta::assert_snapshot!(run.err, @r"
    not translated: the global `allowlist`: write its paths as `exclude`, and suppress single findings where they occur
    acme-token: without its allowlists (dummies and examples are left out anyway)
    acme-file: left out: it checks only paths: use `exclude`, or a rule of your CI
    acme-other: left out: its regex cannot be read: look-around, including look-ahead and look-behind, is not supported
    2 rules translated, 1 of them completely; 2 left out
    ");
    insta::assert_snapshot!(run.out, @r#"
    # Translated from gitleaks.toml by `cargo nosecrets rules import`.

    [[detector]]
    id = "acme-api-key"
    title = "acme api key"
    env = "ACME_API_KEY"
    pattern = '[0-9A-Za-z]{32}'
    context = ["acme"]
    min_entropy = 3.0
    severity = "high"
    confidence = "medium"
    positive = ["{alnum:32}", "{alnum:32}"]
    negative = ["{alnum:31}", "{alnum:33}"]

    # not translated: its allowlists (dummies and examples are left out anyway)
    [[detector]]
    id = "acme-token"
    title = "acme token"
    env = "ACME_TOKEN"
    pattern = 'acme-[0-9A-Fa-f]{24}'
    severity = "high"
    confidence = "high"
    positive = ["acme-{[0-9A-Fa-f]:24}", "acme-{[0-9A-Fa-f]:24}"]
    negative = ["acme-{[0-9A-Fa-f]:23}", "acme-{[0-9A-Fa-f]:25}"]
    "#);
}

/// Rules in the form of kingfisher's.
const KINGFISHER: &str = r"rules:
  - name: Acme API Key
    id: kingfisher.acme.1
    pattern: |
      (?xi)
      \b
      acme
      (?:.|[\n\r]){0,32}?
      (?:SECRET|KEY)
      (?:.|[\n\r]){0,32}?
      (
        [a-f0-9]{40}
      )
      \b
    min_entropy: 3.5
    confidence: low
    validation:
      type: Http
  - name: Acme account
    id: kingfisher.acme.2
    pattern: '(?x) acme .{0,9} ( AC [0-9]{12} )'
    visible: false
";

#[test]
fn what_is_imported_passes_the_check() {
    let project = Project::empty().file("acme.yml", KINGFISHER).file("gitleaks.toml", GITLEAKS);
    for file in ["acme.yml", "gitleaks.toml"] {
        let import = project.run(&["rules", "import", file, "--output", "own.toml"]);
        assert_eq!((import.code(), import.out.as_str()), (0, ""), "{}", import.err);
        let check = project.run(&["rules", "check", "own.toml"]);
        assert_eq!(check.code(), 0, "{}", check.err);
    }
    let yaml = project.run(&["rules", "import", "acme.yml"]);
    insta::assert_snapshot!(yaml.out, @r#"
    # Translated from acme.yml by `cargo nosecrets rules import`.

    # not translated: its live check of the credential
    [[detector]]
    id = "kingfisher-acme-1"
    title = "Acme API Key"
    env = "KINGFISHER_ACME_1"
    pattern = '[0-9A-Fa-f]{40}'
    context = ["acme"]
    kind = ["key", "secret"]
    min_entropy = 3.5
    severity = "high"
    confidence = "low"
    positive = ["{[0-9A-Fa-f]:40}", "{[0-9A-Fa-f]:40}"]
    negative = ["{[0-9A-Fa-f]:39}", "{[0-9A-Fa-f]:41}"]

    [[detector]]
    id = "kingfisher-acme-2"
    title = "Acme account"
    env = "KINGFISHER_ACME_2"
    component = true
    pattern = 'AC[0-9]{12}'
    context = ["acme"]
    severity = "low"
    confidence = "medium"
    positive = ["AC{digits:12}", "AC{digits:12}"]
    negative = ["AC{digits:11}", "AC{digits:13}"]
    "#);
}

#[test]
fn what_is_imported_with_characters_that_cannot_be_seen_passes_the_check() {
    let yaml = "rules:\n  - { id: \"acme\\u0004.1\", pattern: '\\b(pfx_[A-Z0-9]{20})\\b' }\n";
    let toml = "[[rules]]\nid = \"acme-2\"\nregex = '''\\b(pfx_[A-Z0-9]{20})\\b'''\npath = \"a\\u0004\\rb\"\n";
    let project = Project::empty().file("acme.yml", yaml).file("gitleaks.toml", toml);
    for file in ["acme.yml", "gitleaks.toml"] {
        let import = project.run(&["rules", "import", file, "--output", "own.toml"]);
        assert_eq!(import.code(), 0, "{}", import.err);
        let check = project.run(&["rules", "check", "own.toml"]);
        assert_eq!(check.code(), 0, "{}", check.err);
    }
}

#[test]
fn a_rule_that_finds_its_own_name_is_imported_without_it() {
    let yaml = "rules:\n  - { id: acme.1, name: Acme_api_key, pattern: '\\b(Acme_[a-z_]{7})\\b' }\n";
    let project = Project::empty().file("acme.yml", yaml);
    let written = project.run(&["rules", "import", "acme.yml"]).out;
    assert!(written.contains("# not translated: its title, in which a token is found"), "{written}");
    assert!(written.contains("title = \"acme-1\""), "{written}");
    let project = project.file("own.toml", &written);
    let check = project.run(&["rules", "check", "own.toml"]);
    assert_eq!(check.code(), 0, "{}", check.err);
}

#[test]
fn a_file_without_rules_is_an_error() {
    let run = Project::empty().file("a.toml", "title = 1\n").run(&["rules", "import", "a.toml"]);
    assert_eq!((run.code(), run.out.as_str()), (2, ""));
    assert!(run.err.contains("there is no [[rules]] in it"), "{}", run.err);
}
