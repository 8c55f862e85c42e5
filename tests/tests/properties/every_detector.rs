//! Every detector, end to end: its token is found under its own names however
//! it is written, and nothing that is reported gives it away.

use nosecrets_detectors::{BUILTIN, Detector, Group, Tier, Verdict};
use nosecrets_engine::{Config, Level, Report};
use nosecrets_tests::{leaks, rule_id, tokens};

use crate::scan;

/// Identifiers are reported as well.
pub(crate) fn config() -> Config {
    let mut config = Config::default();
    config.levels.set(Group::Identifier.name(), Level::Deny).unwrap();
    config
}

/// A name that gives a detector the context it asks for.
fn name(detector: &Detector) -> String {
    let words: Vec<_> = detector.context.iter().take(1).chain(detector.kind.iter().take(1)).collect();
    if words.is_empty() { "value".into() } else { words.join("_") }
}

fn is_found(report: &Report, detector: &Detector) -> bool {
    report.findings.iter().any(|finding| rule_id(finding) == detector.id)
}

fn escaped(token: &[u8]) -> String {
    token.escape_ascii().to_string()
}

/// The token where code and text hold it as it is.
pub(crate) fn plain_sources(detector: &Detector, token: &str) -> [(&'static str, String); 5] {
    let name = name(detector);
    [
        ("src/lib.rs", format!("const {}: &str = r###\"{token}\"###;\n", name.to_uppercase())),
        ("src/lib.rs", format!("fn f() {{\n    let {name} = \"{}\";\n}}\n", escaped(token.as_bytes()))),
        ("src/lib.rs", format!("fn f() {{ c.set(\"{name}\", b\"{}\") }}\n", escaped(token.as_bytes()))),
        ("src/lib.rs", format!("/* {name}: {token} */\n")),
        ("settings.conf", format!("{name} = {token}\n")),
    ]
}

/// The token where it has to be worked out.
pub(crate) fn other_sources(detector: &Detector, token: &str) -> [(&'static str, String); 4] {
    let name = name(detector);
    let middle = token.len() / 2;
    let (head, tail) = (escaped(&token.as_bytes()[..middle]), escaped(&token.as_bytes()[middle..]));
    let hex: String = token.bytes().map(|byte| format!("{byte:02x}")).collect();
    [
        ("src/lib.rs", format!("const {}: &[u8] = &{:?};\n", name.to_uppercase(), token.as_bytes())),
        ("src/lib.rs", format!("fn f() {{ let {name} = [\"{head}\", \"{tail}\"].concat(); }}\n")),
        ("src/lib.rs", format!("fn f() {{ let {name} = hex!(\"{hex}\"); }}\n")),
        ("a.md", format!("see <https://ann:{token}@{name}.example/>\n")),
    ]
}

#[test]
fn every_token_is_found_where_it_stands() {
    let missing = missing(&|detector| !is_loose(detector));
    assert!(missing.is_empty(), "{} are not found: {missing:#?}", missing.len());
}

#[test]
fn every_token_that_takes_blanks_or_colons_in_is_found_where_it_stands() {
    let missing = missing(&is_loose);
    assert!(missing.is_empty(), "{} are not found: {missing:#?}", missing.len());
}

/// Whether the detector's shape is tried only where a value begins.
fn is_loose(detector: &Detector) -> bool {
    let shapes = BUILTIN.loose_shapes().map(|number| BUILTIN.shape(number));
    shapes.flat_map(|shape| shape.detectors.iter()).any(|index| BUILTIN.detector(index).id == detector.id)
}

fn missing(among: &dyn Fn(&Detector) -> bool) -> Vec<String> {
    let mut missing = Vec::new();
    for detector in BUILTIN.detectors().iter().filter(|detector| among(detector)) {
        let token = String::from_utf8(tokens::token(detector.id, "found")).unwrap();
        for (at, (path, source)) in plain_sources(detector, &token).into_iter().enumerate() {
            if !is_found(&scan(&config(), path, source.as_bytes()), detector) {
                missing.push(format!("{} in source {at}", detector.id));
            }
        }
    }
    missing
}

#[test]
fn every_armoured_key_is_found_in_lines_of_its_own() {
    let mut checked = 0;
    for detector in BUILTIN.detectors() {
        let token = String::from_utf8(tokens::token(detector.id, "lines")).unwrap();
        let is_key = token.starts_with("-----BEGIN ") && token.contains("\n-----END ");
        // Only a structure that holds tells a key from prose about one.
        if !is_key || detector.validator.check(token.as_bytes()) != Verdict::Valid {
            continue;
        }
        let comments: String = token.lines().map(|line| format!("// {line}\n")).collect();
        let literals: String = token.lines().map(|line| format!("    \"{line}\\n\",\n")).collect();
        for source in [comments, format!("const LINES: &[&str] = &[\n{literals}];\n")] {
            assert!(is_found(&scan(&config(), "src/lib.rs", source.as_bytes()), detector), "{}", detector.id);
        }
        checked += 1;
    }
    assert!(checked > 3, "{checked}");
}

#[test]
fn nothing_that_is_shown_gives_a_token_away() {
    for detector in BUILTIN.detectors() {
        let token = String::from_utf8(tokens::token(detector.id, "shown")).unwrap();
        // Half of a host's name is no secret, and a host can be found without its head.
        let others = other_sources(detector, &token).into_iter().filter(|_| detector.tier != Tier::Component);
        let sources = plain_sources(detector, &token).into_iter().chain(others);
        for (at, (path, source)) in sources.enumerate() {
            assert!(!gives_away(detector, &token, path, &source), "{} in source {at}", detector.id);
        }
    }
}

#[test]
fn a_token_is_masked_where_nothing_names_it_too() {
    let id = "twilio-auth-token";
    let token = String::from_utf8(tokens::token(id, "twice")).unwrap();
    let source = format!("let twilio_token = \"{token}\"; let cache = \"{token}\";\n");
    assert!(!gives_away(tokens::builtin(id), &token, "src/lib.rs", &format!("fn f() {{ {source} }}")));
    assert!(!gives_away(tokens::builtin(id), &token, "notes.txt", &source));
}

/// Whether a report of the detector's token shows it.
fn gives_away(detector: &Detector, token: &str, path: &str, source: &str) -> bool {
    let report = scan(&config(), path, source.as_bytes());
    is_found(&report, detector)
        && report
            .findings
            .iter()
            .map(leaks::everything_shown)
            .any(|shown| leaks::gives_away(&shown, detector, token.as_bytes()))
}
