//! `rules check` and `rules import` with regexes.

use super::harness::Project;

/// A detector that is in order; tests change what is wrong with it.
const ONE: &str = r#"[[detector]]
id = "acme-key"
title = "Acme key"
regex = 'acme_((?:[a-z][0-9]+)+)'
positive = ["acme_{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}", "acme_{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}"]
negative = ["acme-{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}", "acme_{lower:20}"]
"#;

fn wrong(from: &str, to: &str) -> String {
    assert!(ONE.contains(from));
    let run = Project::empty().file("nosecrets.toml", &ONE.replace(from, to)).run(&["rules", "check"]);
    assert_eq!((run.code(), run.out.as_str()), (2, ""));
    run.err
}

#[test]
fn a_regex_in_order_passes_the_check() {
    let run = Project::empty().file("nosecrets.toml", ONE).run(&["rules", "check"]);
    assert_eq!((run.code(), run.err.as_str()), (0, ""));
}

#[test]
fn a_mistake_is_shown_where_it_stands() {
    let regex = "'acme_((?:[a-z][0-9]+)+)'";
    let mistakes = [
        (regex, "'acme_(?!test)[a-f]+'"),
        (regex, r"'acme_([a-f])\1'"),
        (regex, "'acme_([a-f]+'"),
        (regex, "'(?:acme_)?'"),
        (regex, "'acme_([a-f]*)'"),
        (regex, r"'\b[a-f]{4,40}\b'"),
        (regex, "'acme_(?u)[a-f]+'"),
        (regex, r"'acme_\pL+'"),
        (regex, r#""\bacme_[a-f]+""#),
        ("title", "group = 'token'\ntitle"),
        ("title", "group = -1\ntitle"),
        ("title", "pattern = 'acme_[a-f]{9}'\ntitle"),
        ("regex = 'acme_((?:[a-z][0-9]+)+)'\n", ""),
        ("regex = 'acme_((?:[a-z][0-9]+)+)'", "pattern = 'acme_[a-f]{9}'\ngroup = 1"),
    ];
    let told = mistakes.map(|(from, to)| wrong(from, to)).join("\n");
    insta::assert_snapshot!(told, @r#"
    error: the regex cannot be used: look-around, including look-ahead and look-behind, is not supported
     --> nosecrets.toml:4:9
      |
    4 | regex = 'acme_(?!test)[a-f]+'
      |         ^^^^^^^^^^^^^^^^^^^^^

    error: the regex cannot be used: backreferences are not supported
     --> nosecrets.toml:4:9
      |
    4 | regex = 'acme_([a-f])\1'
      |         ^^^^^^^^^^^^^^^^

    error: the regex cannot be used: unclosed group
     --> nosecrets.toml:4:9
      |
    4 | regex = 'acme_([a-f]+'
      |         ^^^^^^^^^^^^^^

    error: the regex cannot be used: it matches the empty text
     --> nosecrets.toml:4:9
      |
    4 | regex = '(?:acme_)?'
      |         ^^^^^^^^^^^^

    error: the group that holds the secret matches the empty text
     --> nosecrets.toml:4:9
      |
    4 | regex = 'acme_([a-f]*)'
      |         ^^^^^^^^^^^^^^^

    error: the regex has no fixed string of two bytes or more, so the detector needs a `context`
     --> nosecrets.toml:4:9
      |
    4 | regex = '\b[a-f]{4,40}\b'
      |         ^^^^^^^^^^^^^^^^^

    error: the regex cannot be used: it is matched against bytes, and `(?u)` asks for characters
     --> nosecrets.toml:4:9
      |
    4 | regex = 'acme_(?u)[a-f]+'
      |         ^^^^^^^^^^^^^^^^^

    error: the regex cannot be used: Unicode not allowed here
     --> nosecrets.toml:4:9
      |
    4 | regex = 'acme_\pL+'
      |         ^^^^^^^^^^^

    error: the regex cannot be used: in double quotes `\b` is a backspace: write it in single quotes
     --> nosecrets.toml:4:9
      |
    4 | regex = "\bacme_[a-f]+"
      |         ^^^^^^^^^^^^^^^

    error: the regex has no such group
     --> nosecrets.toml:3:9
      |
    3 | group = 'token'
      |         ^^^^^^^

    error: the group must be a number from 0 on, or a name
     --> nosecrets.toml:3:9
      |
    3 | group = -1
      |         ^^

    error: the detector has a `pattern` and a `regex`: write one of them
     --> nosecrets.toml:5:9
      |
    5 | regex = 'acme_((?:[a-z][0-9]+)+)'
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^

    error: the detector has neither a `pattern` nor a `regex`: write one of them
     --> nosecrets.toml:1:1
      |
    1 | [[detector]]
      | ^^^^^^^^^^^^

    error: only a `regex` has groups, and this is a `pattern`
     --> nosecrets.toml:5:9
      |
    5 | group = 1
      |         ^
    "#);
}

#[test]
fn there_are_limits_to_what_a_regex_may_ask_for() {
    let regex = "'acme_((?:[a-z][0-9]+)+)'";
    for (text, message) in [
        ("a".repeat(20_000), "the regex cannot be used: it is longer than 16384 bytes"),
        (format!("acme{}x{}", "(?:".repeat(80), ")".repeat(80)), "exceed the maximum number of nested parentheses"),
        ("acme_(?:[a-f]{900}){900}".into(), "with its repeats written out it is longer than 65536 bytes"),
        ("acme_(?:(?:[a-f]{1,99}[0-9]){1,99}-){1,6}".into(), "compiled, it is larger than 1 MiB"),
        ("acme_[a-f]{5000}".into(), "its matches are longer than 4096 bytes"),
    ] {
        let err = wrong(regex, &format!("'{text}'"));
        assert!(err.contains(message), "{message}: {}", &err[..err.len().min(400)]);
    }
    let one = |at: usize| ONE.replace("acme-key", &format!("acme-{at}")).replace("acme_", &format!("acme{at}_"));
    let many: String = (0..513).map(one).collect();
    let run = Project::empty().file("nosecrets.toml", &many).run(&["rules", "check"]);
    assert!(run.err.contains("there are more than 512 regexes: remove some"), "{}", run.code());
}

#[test]
fn examples_are_checked_against_the_regex() {
    let err = wrong("acme_{lower:1}{digits:2}{lower:1}{digits:1}", "acme_{upper:1}{digits:2}{lower:1}{digits:1}");
    assert!(err.contains("positive example 1: not found (the regex does not match)"), "{err}");
    let err = wrong(
        "acme_{lower:20}",
        "acme_{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}",
    );
    assert!(err.contains("negative example 2: is found, but must not be"), "{err}");
    // Without a group the example is the credential, and no more.
    let err = wrong("acme_((?:[a-z][0-9]+)+)'", "me_(?:[a-z][0-9]+)+'");
    assert!(err.contains("positive example 1: only 23 bytes of 25 found, by acme-key"), "{err}");
}

/// Rules of gitleaks that have no pattern, with one that has.
const GITLEAKS: &str = r#"
[[rules]]
id = "acme-blocks"
regex = '''(?i)\bacme_key["']?\s*[:=]\s*["']?((?:[a-z][0-9]+){8,})\b'''
entropy = 2
keywords = ["acme_key"]

[[rules]]
id = "acme-lazy"
regex = '''acme-[a-z0-9]{20,40}?-[0-9]{2}\b'''

[[rules]]
id = "acme-either"
regex = '''acme(?:key=([a-f0-9]{20})|token=([a-f0-9]{30}))\b'''

[[rules]]
id = "acme-hook"
regex = '''https://acme\.example/([a-f0-9]{6}-){4}[a-f0-9]{6}\b'''

[[rules]]
id = "acme-plain"
regex = '''\b(acmeplain_[a-f0-9]{24})\b'''

[[rules]]
id = "acme-behind"
regex = '''(?<=acme)[a-z]{20}'''

[[rules]]
id = "acme-short"
regex = '''acme:([a-z]{1,5}?)\b'''
"#;

#[test]
fn a_rule_without_a_pattern_is_imported_with_its_regex() {
    let project = Project::empty().file("gitleaks.toml", GITLEAKS);
    let run = project.run(&["rules", "import", "gitleaks.toml"]);
    assert_eq!(run.code(), 0);
    insta::assert_snapshot!(run.err, @r"
    acme-blocks: with `regex`, which takes longer than a pattern: its pattern is outside the subset: only a class may have an unbounded repeat
    acme-either: with `regex`, which takes longer than a pattern: the token is one of several alternatives, or repeated
    acme-hook: with `regex`, which takes longer than a pattern: the token is one of several alternatives, or repeated
    acme-behind: left out: its regex cannot be read: look-around, including look-ahead and look-behind, is not supported
    acme-short: left out: its token may be as short as 1 bytes
    5 rules translated, 5 of them completely, 3 with `regex`; 2 left out
    ");
    insta::assert_snapshot!(run.out, @r#"
    # Translated from gitleaks.toml by `cargo nosecrets rules import`.

    # no pattern: its pattern is outside the subset: only a class may have an unbounded repeat
    [[detector]]
    id = "acme-blocks"
    title = "acme blocks"
    env = "ACME_BLOCKS"
    regex = '''(?i)\bacme_key["']?\s*[:=]\s*["']?((?:[a-z][0-9]+){8,})\b'''
    min_entropy = 2.0
    severity = "high"
    confidence = "high"
    positive = ["acme_key:{alpha:1}{digits:1}{alpha:1}{digits:1}{alpha:1}{digits:1}{alpha:1}{digits:1}{alpha:1}{digits:1}{alpha:1}{digits:1}{alpha:1}{digits:1}{alpha:1}{digits:1}", "acme_key\"                :                \"{alpha:1}{digits:17}{alpha:1}{digits:17}{alpha:1}{digits:17}{alpha:1}{digits:17}{alpha:1}{digits:17}{alpha:1}{digits:17}{alpha:1}{digits:17}{alpha:1}{digits:17}{alpha:1}{digits:17}"]
    negative = ["acme_key:{alpha:1}{digits:1}{alpha:1}{digits:1}{alpha:1}{digits:1}{alpha:1}{digits:1}{alpha:1}{digits:1}{alpha:1}{digits:1}{alpha:1}{digits:1}{alpha:1}{digits:0}", "{alnum:24}"]

    [[detector]]
    id = "acme-lazy"
    title = "acme lazy"
    env = "ACME_LAZY"
    pattern = 'acme-[0-9a-z]{20,40}-[0-9]{2}'
    severity = "high"
    confidence = "high"
    positive = ["acme-{lowernum:20}-{digits:2}", "acme-{lowernum:40}-{digits:2}"]
    negative = ["acme-{lowernum:19}-{digits:2}", "acme-{lowernum:41}-{digits:2}"]

    # no pattern: the token is one of several alternatives, or repeated
    [[detector]]
    id = "acme-either"
    title = "acme either"
    env = "ACME_EITHER"
    regex = 'acme(?:key=([a-f0-9]{20})|token=([a-f0-9]{30}))\b'
    severity = "high"
    confidence = "high"
    positive = ["acmekey={hex:20}", "acmetoken={hex:30}"]
    negative = ["acmekey={hex:19}", "acmetoken={hex:31}"]

    # no pattern: the token is one of several alternatives, or repeated
    [[detector]]
    id = "acme-hook"
    title = "acme hook"
    env = "ACME_HOOK"
    regex = 'https://acme\.example/([a-f0-9]{6}-){4}[a-f0-9]{6}\b'
    group = 0
    severity = "high"
    confidence = "high"
    positive = ["https://acme.example/{hex:6}-{hex:6}-{hex:6}-{hex:6}-{hex:6}", "https://acme.example/{hex:6}-{hex:6}-{hex:6}-{hex:6}-{hex:6}"]
    negative = ["https://acme.example/{hex:6}-{hex:6}-{hex:6}-{hex:6}-{hex:5}", "https://acme.example/{hex:6}-{hex:6}-{hex:6}-{hex:6}-{hex:7}"]

    [[detector]]
    id = "acme-plain"
    title = "acme plain"
    env = "ACME_PLAIN"
    pattern = 'acmeplain_[0-9a-f]{24}'
    severity = "high"
    confidence = "high"
    positive = ["acmeplain_{hex:24}", "acmeplain_{hex:24}"]
    negative = ["acmeplain_{hex:23}", "acmeplain_{hex:25}"]
    "#);
    let project = project.file("nosecrets.toml", &run.out);
    let check = project.run(&["rules", "check"]);
    assert_eq!(check.code(), 0, "{}", check.err);
}

#[test]
fn a_clash_with_what_is_built_in_is_told() {
    let own = r#"[[detector]]
id = "acme-canary"
title = "our canary"
regex = 'nosecrets_canary_[0-9a-z]{16}'
positive = ["nosecrets_canary_{lowernum:16}", "nosecrets_canary_{digits:16}"]
negative = ["nosecrets_canary_{lowernum:15}", "nosecrets_canary_{upper:16}"]
"#;
    let run = Project::empty().file("nosecrets.toml", own).run(&["rules", "check"]);
    assert_eq!(run.code(), 0, "{}", run.err);
    assert!(run.err.contains("the built-in `nosecrets-canary` finds an example"), "{}", run.err);
}
