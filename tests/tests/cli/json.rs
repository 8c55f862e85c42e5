//! Our JSON document.

use super::harness::{Project, canary};
use super::schema;

fn suppressed_and_more() -> Project {
    let source = format!(
        "const A: &str = \"{0}\"; // nosecrets: allow(nosecrets-canary) -- shows it\n\
         const B: &str = concat!(\"{1}\", \"{2}\");\n\
         // nosecrets: allow(nosecrets-canary) -- unused\n\
         fn main() {{}}\n",
        canary(),
        &canary()[..25],
        &canary()[25..]
    );
    Project::package(&source).file("logo.png", "\0")
}

#[test]
fn the_document_fits_its_schema() {
    let schema = include_str!("../../../docs/schema/report.schema.json");
    let schema = serde_json::from_str(schema).unwrap();
    for project in [Project::leaky(), Project::package("fn main() {}"), suppressed_and_more()] {
        schema::check(&schema, &project.run(&["--format", "json"]).json());
    }
    let incomplete = Project::leaky().run(&["--format", "json", "missing", "."]);
    schema::check(&schema, &incomplete.json());
}

#[test]
fn a_finding_has_everything_that_is_known_of_it() {
    let document = Project::leaky().run(&["--format", "json"]).json();
    let mut finding = document["findings"][0].clone();
    finding["fingerprint"] = "[16 hex digits]".into();
    insta::assert_snapshot!(serde_json::to_string_pretty(&finding).unwrap(), @r#"
    {
      "audience": "everyone",
      "checksum": "none",
      "confidence": "high",
      "context": "production",
      "env": "NOSECRETS_CANARY",
      "evidence": [],
      "fingerprint": "[16 hex digits]",
      "help": [
        "it grants no access and only shows that the scan works: remove it"
      ],
      "holder": "constant `TOKEN`",
      "level": "deny",
      "links": [
        "https://docs.rs/cargo-nosecrets"
      ],
      "location": {
        "column": 22,
        "end": 54,
        "end_column": 55,
        "end_line": 1,
        "line": 1,
        "start": 21
      },
      "message": "nosecrets canary token",
      "origin": "literal",
      "parts": [],
      "path": "src/main.rs",
      "provider": "nosecrets",
      "role": "binary",
      "rule": "nosecrets-canary",
      "severity": "low",
      "status": "active",
      "suppression": null,
      "title": "hard-coded nosecrets canary token",
      "value": {
        "length": 33,
        "prefix": "nosecret"
      }
    }
    "#);
    assert_eq!(document["complete"], true);
}

#[test]
fn suppressed_findings_are_in_it_and_do_not_count() {
    let document = suppressed_and_more().run(&["--format", "json"]).json();
    let suppressed = &document["findings"][0];
    assert_eq!(suppressed["status"], "suppressed");
    assert_eq!(suppressed["suppression"]["reason"], "shows it");
    assert_eq!(document["findings"][1]["parts"].as_array().unwrap().len(), 1);
    assert_eq!(document["notices"][0]["id"], "unused-suppression");
    assert_eq!(document["skipped"][0]["reason"], "binary");
    assert_eq!(document["stats"]["errors"], 1);
    assert_eq!(document["stats"]["suppressed"], 1);
}

#[test]
fn an_incomplete_run_says_so() {
    let run = Project::leaky().run(&["--format", "json", "missing", "src"]);
    assert_eq!(run.code(), 2);
    let document = run.json();
    assert_eq!(document["complete"], false);
    assert_eq!(document["skipped"][0]["path"], "missing");
    assert_eq!(document["findings"].as_array().unwrap().len(), 1);
}

#[test]
fn two_runs_give_the_same_bytes_whatever_the_number_of_threads() {
    let mut project = Project::workspace();
    for number in 0..20 {
        project = project.file(&format!("a/src/m{number}.rs"), &format!("// {}\n", canary()));
    }
    for format in [["--format", "json"], ["--format", "sarif"], ["--message-format", "json"]] {
        let run = |threads| project.run(&[&format[..], &["-j", threads]].concat()).out;
        assert_eq!(run("1"), run("4"));
    }
}

#[test]
fn a_fingerprint_stays_when_lines_above_change() {
    let fingerprint = |source: &str| {
        let document = Project::package(source).run(&["--format", "json"]).json();
        document["findings"][0]["fingerprint"].as_str().unwrap().to_owned()
    };
    let line = format!("const A: &str = \"{}\";\n", canary());
    assert_eq!(fingerprint(&line), fingerprint(&format!("//! New.\n\n{line}")));
}
