//! What is said of mistakes: in settings, suppressions, rules and arguments.

use crate::harness::{MANIFEST, Project, Run};
use crate::{HIDDEN_PLAIN, PLAIN_VALUES, Value, streams};

/// Puts each value for `VALUE` in a text.
fn with_values(text: &str, values: &[Value]) -> String {
    values.iter().map(|(_, token)| text.replace("VALUE", token)).collect()
}

fn check(what: &str, run: &Run, code: u8) {
    assert_eq!(run.code(), code, "{what}: {}", run.exit.code());
    assert!(!run.err.is_empty(), "{what}: nothing is said");
    assert_eq!(HIDDEN_PLAIN.given_away_by(&streams(run)), [""; 0], "{what}");
}

#[test]
fn mistakes_in_settings_are_told_without_values() {
    for (what, text) in [
        ("a key", "\"VALUE\" = 1\n"),
        ("a rule", "[levels]\n\"VALUE\" = \"deny\"\n"),
        ("a level", "[levels]\njwt = \"VALUE\"\n"),
        ("a group", "[contexts]\n\"VALUE\" = []\n"),
        ("a pattern", "exclude = [\"[VALUE \"]\n"),
        ("a size", "max-file-size = \"VALUE\"\n"),
        ("a flag", "honour-markers = \"VALUE\"\n"),
        ("no TOML", "token = \"VALUE\" oops\n"),
    ] {
        for (_, token) in PLAIN_VALUES.iter().step_by(23) {
            let text = text.replace("VALUE", token);
            check(what, &Project::package("").file("nosecrets.toml", &text).run(&["-v"]), 2);
            let manifest = format!(
                "{MANIFEST}\n[package.metadata.nosecrets]\n{}",
                text.replace("[levels]", "[package.metadata.nosecrets.levels]")
                    .replace("[contexts]", "[package.metadata.nosecrets.contexts]")
            );
            check(what, &Project::package("").file("Cargo.toml", &manifest).run(&["-v"]), 2);
        }
    }
}

#[test]
fn mistakes_in_detectors_are_told_without_values() {
    let detector = "[[detector]]\nid = \"own-NUMBER\"\ntitle = \"VALUE\"\npattern = 'a[0-9]{30}'\npositive = [\"VALUE\"]\nnegative = [\"VALUE\"]\nseverity = \"VALUE\"\n";
    let texts: Vec<_> = PLAIN_VALUES
        .iter()
        .enumerate()
        .map(|(at, (_, token))| detector.replace("NUMBER", &at.to_string()).replace("VALUE", token))
        .collect();
    check("detectors", &Project::empty().file("nosecrets.toml", &texts.concat()).run(&["rules", "check"]), 2);
    let unknown = with_values("[[detector]]\n\"VALUE\" = 1\n", &PLAIN_VALUES[..1]);
    check("a key", &Project::empty().file("nosecrets.toml", &unknown).run(&["rules", "check"]), 2);
}

#[test]
fn rules_of_others_are_imported_without_values() {
    let rule = "[[rules]]\nid = \"other-NUMBER\"\ndescription = \"finds VALUE\"\nregex = '''\\b(oNUMBERx_[0-9a-z]{30})\\b'''\npath = \"VALUE\"\nkeywords = [\"VALUE\"]\n";
    let texts: Vec<_> = PLAIN_VALUES
        .iter()
        .enumerate()
        .map(|(at, (_, token))| rule.replace("NUMBER", &at.to_string()).replace("VALUE", token))
        .collect();
    check("gitleaks", &Project::empty().file("rules.toml", &texts.concat()).run(&["rules", "import", "rules.toml"]), 0);
    for (name, text) in [
        ("rules.toml", "[[rules]]\nid = \"VALUE\" oops\n"),
        ("rules.toml", "[[rules]]\nid = \"a\"\nregex = '''(VALUE'''\n"),
        ("rules.yml", "rules:\n  - {name: a, id: a, pattern: '(VALUE'}\n"),
        ("rules.yml", "VALUE: [\n"),
    ] {
        let text = with_values(text, &PLAIN_VALUES[..1]);
        check(name, &Project::empty().file(name, &text).run(&["rules", "import", name]), 2);
    }
}

#[test]
fn suppressions_show_no_values() {
    let lines = [
        "// nosecrets: allow(VALUE) -- x\n",
        "// nosecrets: allow(jwt) -- VALUE\n",
        "// nosecrets: VALUE\n",
        "// nosecrets: allow(jwt, VALUE\n",
        "const T: &str = \"VALUE\"; // nosecrets: allow(all) -- it is VALUE\n",
        "#[cfg_attr(any(), nosecrets::allow(jwt, reason = \"VALUE\"))] fn f() {}\n",
    ];
    for line in lines {
        let project = Project::package(&with_values(line, &PLAIN_VALUES));
        for form in ["human", "short", "json", "sarif"] {
            let run = project.run(&["--format", form, "-v", "-D", "all"]);
            assert_eq!(HIDDEN_PLAIN.given_away_by(&streams(&run)), [""; 0], "{line} {form}");
        }
    }
}

/// But names of files: without them nobody finds the file.
#[test]
fn arguments_that_are_values_are_not_repeated() {
    for (_, token) in PLAIN_VALUES.iter().step_by(11).filter(|(_, token)| !token.starts_with('-')) {
        let project = Project::leaky();
        for args in [
            &["--explain", token.as_str()][..],
            &["-D", token],
            &["--max-file-size", token],
            &["--format", token],
            &["--exclude-path", &format!("[{token}")],
            &["-p", token],
            &["rules", token],
            &[&format!("--{token}")],
        ] {
            let run = project.run(args);
            assert_eq!(HIDDEN_PLAIN.given_away_by(&streams(&run)), [""; 0], "{}", args.len());
        }
    }
}
