//! SARIF logs with one nosecrets run each.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nosecrets_engine::rule_names::NOTICES;
use serde_json::{Map, Value, json};

use super::{Files, Input, check_shards, malformed, mixed, parse, sort_by_file};
use crate::error::Error;
use crate::exit::Exit;
use crate::output::sarif::uri;

/// A result or notification, and its file.
struct Entry {
    file: PathBuf,
    value: Value,
}

/// The run of a log, taken apart.
struct Run {
    /// The part that all runs of one scan have in common.
    frame: Map<String, Value>,
    driver: Map<String, Value>,
    rules: Vec<Value>,
    findings: Vec<Entry>,
    notices: Vec<Entry>,
    is_complete: bool,
    not_read: Vec<Entry>,
    shard: Option<String>,
}

/// Merges logs.
pub(super) fn merge(inputs: &[Input]) -> Result<Value, Error> {
    let mut log = Value::Null;
    let mut runs = Vec::new();
    for input in inputs {
        log = parse::<Value>(input)?;
        let run = take_run(&mut log).ok_or_else(|| malformed(input, "it is a SARIF log, but not one of nosecrets"))?;
        runs.push(run);
    }
    check(inputs, &runs)?;
    let mut runs = runs.into_iter();
    let first = runs.next().ok_or_else(|| Error::new("there is no report to merge"))?;
    let whole = runs.fold(first, add);
    log["runs"] = json!([run_of(whole, inputs)?]);
    Ok(log)
}

/// The exit code of the equivalent single run.
pub(super) fn exit(log: &Value) -> Exit {
    let run = &log["runs"][0];
    let counts =
        |result: &Value| result["level"] == "error" && result["suppressions"].as_array().is_none_or(Vec::is_empty);
    if run["invocations"][0]["executionSuccessful"] != true {
        Exit::Error
    } else if run["results"].as_array().is_some_and(|results| results.iter().any(counts)) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

/// Takes the run out of a log; `None` if it does not have our form.
fn take_run(log: &mut Value) -> Option<Run> {
    let [run] = log.get_mut("runs")?.as_array_mut()?.as_mut_slice() else { return None };
    let mut frame = run.take().as_object()?.clone();
    let mut tool = frame.remove("tool")?;
    let mut driver = tool.get_mut("driver")?.as_object_mut().map(std::mem::take)?;
    if driver.get("name")? != "nosecrets" {
        return None;
    }
    let rules = array(driver.remove("rules")?)?;
    let mut invocations = array(frame.remove("invocations")?)?;
    let [invocation] = invocations.as_mut_slice() else { return None };
    let not_read = array(invocation.get_mut("toolExecutionNotifications")?.take())?;
    let results = entries(array(frame.remove("results")?)?)?;
    let is_notice = |entry: &Entry| NOTICES.iter().any(|id| entry.value["ruleId"] == *id);
    let (notices, findings) = results.into_iter().partition(is_notice);
    let shard = frame.remove("properties").map(|properties| properties["shard"].as_str().map(str::to_owned));
    Some(Run {
        driver,
        rules,
        findings,
        notices,
        is_complete: invocation.get("executionSuccessful")?.as_bool()?,
        not_read: entries(not_read)?,
        shard: shard.flatten(),
        frame,
    })
}

fn array(value: Value) -> Option<Vec<Value>> {
    match value {
        Value::Array(values) => Some(values),
        _ => None,
    }
}

fn entries(values: Vec<Value>) -> Option<Vec<Entry>> {
    let file =
        |value: &Value| uri::path(value.pointer("/locations/0/physicalLocation/artifactLocation/uri")?.as_str()?);
    values.into_iter().map(|value| Some(Entry { file: file(&value)?, value })).collect()
}

fn check(inputs: &[Input], runs: &[Run]) -> Result<(), Error> {
    let mut files = Files::default();
    for (at, (input, run)) in inputs.iter().zip(runs).enumerate() {
        if run.driver != runs[0].driver {
            return Err(mixed(&inputs[0], input, "they were written by different versions"));
        }
        if run.frame != runs[0].frame {
            return Err(mixed(&inputs[0], input, "they cover different folders"));
        }
        let of = [&run.findings, &run.notices, &run.not_read].into_iter().flatten();
        files.add(inputs, at, of.map(|entry| entry.file.clone()).collect())?;
    }
    check_shards(inputs, &runs.iter().map(|run| run.shard.clone()).collect::<Vec<_>>())
}

fn add(mut whole: Run, other: Run) -> Run {
    whole.rules.extend(other.rules);
    whole.findings.extend(other.findings);
    whole.notices.extend(other.notices);
    whole.not_read.extend(other.not_read);
    whole.is_complete &= other.is_complete;
    whole
}

fn run_of(run: Run, inputs: &[Input]) -> Result<Value, Error> {
    let Run { mut frame, mut driver, rules, findings, notices, is_complete, not_read, shard: _ } = run;
    let rules: BTreeMap<String, Value> =
        rules.into_iter().map(|rule| (rule["id"].as_str().unwrap_or_default().to_owned(), rule)).collect();
    let ids: Vec<&String> = rules.keys().collect();
    let mut results = sorted(findings);
    results.extend(sorted(notices));
    for result in &mut results {
        let id = result["ruleId"].as_str().unwrap_or_default().to_owned();
        let index = ids
            .binary_search(&&id)
            .map_err(|_| malformed(&inputs[0], "a result names a rule that it does not describe"))?;
        result["ruleIndex"] = json!(index);
    }
    driver.insert("rules".into(), rules.into_values().collect());
    frame.insert("tool".into(), json!({ "driver": driver }));
    frame.insert("results".into(), results.into());
    let invocation = json!({ "executionSuccessful": is_complete, "toolExecutionNotifications": sorted(not_read) });
    frame.insert("invocations".into(), json!([invocation]));
    Ok(Value::Object(frame))
}

fn sorted(mut entries: Vec<Entry>) -> Vec<Value> {
    sort_by_file(&mut entries, |entry: &Entry| Path::new(&entry.file));
    entries.into_iter().map(|entry| entry.value).collect()
}
