//! SARIF 2.1.0.
//!
//! The output was held to the official schema by hand when it was written;
//! these tests keep what code scanning services need.

use serde_json::{Value, json};

use super::harness::{Project, canary};

fn run_of(project: &Project, args: &[&str]) -> Value {
    let log = project.run(&[&["--format", "sarif"], args].concat()).json();
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(log["runs"].as_array().unwrap().len(), 1);
    log["runs"][0].clone()
}

#[test]
fn a_result_points_at_its_rule_and_place() {
    let run = run_of(&Project::leaky(), &[]);
    let result = &run["results"][0];
    assert_eq!(result["level"], "error");
    let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
    assert_eq!(rule["id"], result["ruleId"]);
    assert_eq!(
        result["locations"][0]["physicalLocation"],
        json!({
            "artifactLocation": { "uri": "src/main.rs", "uriBaseId": "%SRCROOT%" },
            "region": {
                "startLine": 1, "startColumn": 22, "endLine": 1, "endColumn": 55,
                "byteOffset": 21, "byteLength": 33,
            },
        })
    );
    assert_eq!(run["originalUriBaseIds"]["%SRCROOT%"]["uri"], "file://[ROOT]/");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let fingerprint = result["partialFingerprints"]["nosecrets/v1"].as_str().unwrap();
    assert_eq!(fingerprint.len(), 16);
}

#[test]
fn a_rule_tells_what_to_do() {
    let run = run_of(&Project::leaky(), &[]);
    let rule = &run["tool"]["driver"]["rules"][0];
    assert_eq!(rule["name"], "NosecretsCanary");
    for text in ["/shortDescription/text", "/fullDescription/text", "/help/text", "/help/markdown"] {
        assert!(rule.pointer(text).is_some_and(|text| !text.as_str().unwrap().is_empty()), "{text}");
    }
    assert!(rule["help"]["markdown"].as_str().unwrap().contains("## What to do, in this order"));
    assert!(rule["properties"]["security-severity"].as_str().unwrap().parse::<f32>().is_ok());
    assert!(rule["properties"]["tags"].as_array().unwrap().contains(&json!("security")));
}

#[test]
fn parts_are_related_locations() {
    let source = format!("const A: &str = concat!(\"{}\", \"{}\");\n", &canary()[..25], &canary()[25..]);
    let run = run_of(&Project::package(&source), &[]);
    assert_eq!(run["results"][0]["relatedLocations"].as_array().unwrap().len(), 1);
}

#[test]
fn a_suppression_comes_with_its_reason() {
    let source = format!("// nosecrets: allow(nosecrets-canary) -- shows it\nconst A: &str = \"{}\";\n", canary());
    let run = run_of(&Project::package(&source), &[]);
    assert_eq!(
        run["results"][0]["suppressions"],
        json!([
            { "kind": "inSource", "status": "accepted", "justification": "shows it" },
        ])
    );
}

#[test]
fn what_could_not_be_read_is_a_notification() {
    let run = run_of(&Project::leaky(), &["missing file", "src"]);
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notification = &invocation["toolExecutionNotifications"][0];
    assert_eq!(notification["level"], "error");
    let uri = &notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "missing%20file");
}

#[test]
fn a_clean_run_has_no_results() {
    let run = run_of(&Project::package("fn main() {}"), &[]);
    assert_eq!(run["results"], json!([]));
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
}
