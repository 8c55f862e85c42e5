//! What a tool writes → the places that it reports.

use std::path::{Path, PathBuf};

use nosecrets_tests::corpus::Hit;
use serde_json::Value;

/// Names that tools have for a file and for a line.
const FILES: &[&str] = &["path", "file", "File", "file_path", "filename", "file_name", "filepath"];
const LINES: &[&str] = &["line", "StartLine", "start_line", "line_number", "lineNumber", "line_start", "startLine"];

/// The form of a tool's output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Form {
    /// Text with `path:line` in each line that reports something.
    #[default]
    Lines,
    /// One JSON document.
    Json,
    /// A JSON document a line.
    JsonLines,
    /// SARIF 2.1.0.
    Sarif,
}

impl Form {
    pub(super) fn by_name(name: &str) -> Result<Form, String> {
        match name {
            "lines" => Ok(Form::Lines),
            "json" => Ok(Form::Json),
            "jsonl" => Ok(Form::JsonLines),
            "sarif" => Ok(Form::Sarif),
            _ => Err(format!("`{name}` is no form: known are lines, json, jsonl, sarif")),
        }
    }
}

/// The places that `output` reports, with paths relative to `folder`.
pub(super) fn hits(output: &str, form: Form, folder: &Path) -> Result<Vec<Hit>, String> {
    let mut places = Vec::new();
    match form {
        Form::Lines => places.extend(output.lines().filter_map(in_line)),
        Form::Json => in_json(&parse(output)?, &mut places),
        Form::JsonLines => {
            for line in output.lines().filter(|line| line.starts_with('{')) {
                in_json(&parse(line)?, &mut places);
            }
        }
        Form::Sarif => in_sarif(&parse(output)?, &mut places),
    }
    let relative = |path: &str| {
        let path = path.strip_prefix("file://").unwrap_or(path);
        Path::new(path).strip_prefix(folder).map_or_else(|_| PathBuf::from(path), Path::to_path_buf)
    };
    let mut hits: Vec<_> =
        places.into_iter().map(|(path, line)| Hit { path: relative(&path), line, rule: None }).collect();
    hits.sort();
    hits.dedup();
    Ok(hits)
}

fn parse(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| format!("the tool's output is not what was said: {error}"))
}

/// The first `path:line` in a line of text.
fn in_line(line: &str) -> Option<(String, usize)> {
    let words = line.split_whitespace();
    words
        .filter_map(|word| {
            let (path, rest) = word.trim_matches(|c| "`'\"()".contains(c)).split_once(':')?;
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            Some((path.to_owned(), digits.parse().ok()?))
        })
        .next()
}

/// Every object, at any depth, that names a file and a line.
fn in_json(value: &Value, places: &mut Vec<(String, usize)>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| in_json(value, places)),
        Value::Object(object) => {
            let file = FILES.iter().find_map(|name| object.get(*name)?.as_str());
            let line = LINES.iter().find_map(|name| object.get(*name)?.as_u64());
            if let (Some(file), Some(line)) = (file, line) {
                places.push((file.to_owned(), usize::try_from(line).unwrap_or_default()));
            } else {
                object.values().for_each(|value| in_json(value, places));
            }
        }
        _ => {}
    }
}

fn in_sarif(value: &Value, places: &mut Vec<(String, usize)>) {
    let list = |value: &Value, name: &str| value[name].as_array().cloned().unwrap_or_default();
    let results = list(value, "runs").into_iter().flat_map(|run| list(&run, "results"));
    for location in results.flat_map(|result| list(&result, "locations").into_iter().take(1)) {
        let place = &location["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str();
        let line = place["region"]["startLine"].as_u64();
        places.extend(uri.zip(line).map(|(uri, line)| (uri.to_owned(), usize::try_from(line).unwrap_or_default())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(output: &str, form: Form) -> Vec<(PathBuf, usize)> {
        let hits = hits(output, form, Path::new("/tmp/c")).expect("a tool's output");
        hits.into_iter().map(|hit| (hit.path, hit.line)).collect()
    }

    #[test]
    fn each_form_gives_files_and_lines() {
        let expected = [(PathBuf::from("p01-1/src/lib.rs"), 3)];
        let lines = "found: /tmp/c/p01-1/src/lib.rs:3:17 (a key)\nnothing here\n";
        assert_eq!(read(lines, Form::Lines), expected);
        let jsonl = "{\"rule\":{},\"finding\":{\"path\":\"/tmp/c/p01-1/src/lib.rs\",\"line\":3}}\n";
        assert_eq!(read(jsonl, Form::JsonLines), expected);
        let json = "[{\"File\":\"p01-1/src/lib.rs\",\"StartLine\":3}]";
        assert_eq!(read(json, Form::Json), expected);
        let sarif = "{\"runs\":[{\"results\":[{\"locations\":[{\"physicalLocation\":{\"artifactLocation\":\
                     {\"uri\":\"file:///tmp/c/p01-1/src/lib.rs\"},\"region\":{\"startLine\":3}}}]}]}]}";
        assert_eq!(read(sarif, Form::Sarif), expected);
    }
}
