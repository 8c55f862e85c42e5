//! Scans, in every form.

use nosecrets_detectors::{Detector, Tier};

use crate::harness::Project;
use crate::{HIDDEN, VALUES, Value, files, streams};

/// Every form of a report, with what makes it longest.
const FORMS: [&[&str]; 11] = [
    &["--format", "human"],
    &["--format", "human", "--color", "always"],
    &["--format", "short"],
    &["--format", "json"],
    &["--format", "sarif"],
    &["--message-format", "human"],
    &["--message-format", "short"],
    &["--message-format", "json"],
    &["--message-format", "json-diagnostic-short"],
    &["--message-format", "json-diagnostic-rendered-ansi"],
    &["--message-format", "json-render-diagnostics"],
];

/// How much is said.
const AMOUNTS: [&[&str]; 4] =
    [&["-q"], &[], &["-v"], &["-v", "--explain-finding", "--all-contexts", "-D", "identifier", "-D", "all"]];

/// A name that gives a detector the context it asks for.
fn name(detector: &Detector) -> String {
    let words: Vec<_> = detector.context.iter().take(1).chain(detector.kind.iter().take(1)).collect();
    if words.is_empty() { "value".into() } else { words.join("_") }
}

/// A package whose files hold all values: as a constant, in parts, as a comment, in
/// settings, in a file that does not end.
fn project(values: &[Value]) -> Project {
    let mut main = String::from("fn main() {}\n");
    let mut parts = String::new();
    let mut settings = String::new();
    for (number, (detector, token)) in values.iter().enumerate() {
        let (name, escaped) = (name(detector), token.escape_default());
        main += &format!("mod m{number} {{ const {}: &str = \"{escaped}\"; }}\n", name.to_uppercase());
        let (head, tail) = token.split_at(token.len() / 2);
        let (head, tail) = (head.escape_default(), tail.escape_default());
        // An identifier is no secret, and a half of one is not even an identifier.
        if detector.tier != Tier::Component {
            parts += &format!("fn f{number}() {{ let {name} = concat!(\"{head}\", \"{tail}\"); }}\n");
        }
        if !token.contains('\n') {
            parts += &format!("// {name}: {token}\n");
            settings += &format!("{name} = {token}\n");
        }
    }
    let broken = format!("{settings}\nfn f( {{{{ \"");
    Project::package(&main)
        .file("src/parts.rs", &parts)
        .file("src/broken.rs", &broken)
        .file("values.env", &settings)
        .file("notes.md", &settings)
}

#[test]
fn no_form_of_a_report_holds_a_value() {
    let project = project(&VALUES);
    for form in FORMS {
        // The longest report says all that the others say.
        for amount in AMOUNTS.iter().skip(if form.contains(&"json") { 0 } else { 2 }) {
            let run = project.run(&[form, amount].concat());
            assert_eq!(run.code(), 1, "{form:?} {amount:?}");
            assert_eq!(HIDDEN.given_away_by(&streams(&run)), [""; 0], "{form:?} {amount:?}");
        }
    }
}

#[test]
fn no_file_that_a_scan_writes_holds_a_value() {
    let project = project(&VALUES);
    for form in ["human", "short", "json", "sarif"] {
        let run = project.run(&["--format", form, "-v", "--output", &format!("report.{form}")]);
        assert_eq!(HIDDEN.given_away_by(&streams(&run)), [""; 0], "{form}");
    }
    let written = files(&project.path("."), &["src", "values", "notes", "Cargo.toml"]);
    assert!(written.contains("\"version\""), "there are reports");
    assert_eq!(HIDDEN.given_away_by(&written), [""; 0]);
}

#[test]
fn standard_input_is_masked_too() {
    let input: String = VALUES.iter().map(|(detector, token)| format!("{} = {token}\n", name(detector))).collect();
    let run = Project::empty().run_with_input(&["-", "-v", "--explain-finding"], &input);
    assert_eq!(run.code(), 1);
    assert_eq!(HIDDEN.given_away_by(&streams(&run)), [""; 0]);
}

#[test]
fn lists_and_pages_know_no_values() {
    let project = Project::empty();
    for args in [&["--list", "--format", "json"][..], &["--list"], &["--explain", "github"], &["completions", "bash"]] {
        let run = project.run(args);
        assert_eq!(run.code(), 0, "{args:?} {}", run.err);
        assert_eq!(HIDDEN.given_away_by(&streams(&run)), [""; 0], "{args:?}");
    }
}
