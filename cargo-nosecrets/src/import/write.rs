//! Writes detectors as TOML, formatted as a person would.

use std::fmt::Write as _;

use nosecrets_detectors::spec::schema::{CaptureGroup, Regex};
use nosecrets_engine::visible;

use super::{Carried, Imported};

/// The detectors, each with a comment about what got lost.
pub(crate) fn toml(imported: &Imported, source: &str) -> String {
    let mut text = format!("# Translated from {source} by `cargo nosecrets rules import`.\n");
    for carried in &imported.carried {
        text.push_str(&table(carried));
    }
    text
}

fn table(Carried { detector, lost, why_regex }: &Carried) -> String {
    let mut text = String::from("\n");
    let lost = lost.iter().map(|lost| format!("not translated: {lost}"));
    let why = why_regex.iter().map(|why| format!("no pattern: {why}"));
    for note in lost.chain(why) {
        // A comment of TOML takes no control characters. Writing to a `String` cannot fail.
        let _ = writeln!(text, "# {}", visible::line(&note.replace('\n', " ")));
    }
    text.push_str("[[detector]]\n");
    for (key, value) in [("id", &detector.id), ("title", &detector.title), ("env", &detector.env)] {
        let _ = writeln!(text, "{key} = {}", string(value));
    }
    if detector.component {
        text.push_str("component = true\n");
    }
    match &detector.regex {
        Some(regex) => text.push_str(&regex_lines(regex)),
        None => drop(writeln!(text, "pattern = {}", literal(&detector.pattern))),
    }
    for (key, words) in [("context", &detector.context), ("kind", &detector.kind)] {
        if !words.is_empty() {
            let _ = writeln!(text, "{key} = {}", array(words));
        }
    }
    if let Some(bits) = detector.min_entropy {
        let _ = writeln!(text, "min_entropy = {bits:?}");
    }
    for (key, value) in [("severity", &detector.severity), ("confidence", &detector.confidence)] {
        let _ = writeln!(text, "{key} = {}", string(value));
    }
    for (key, examples) in [("positive", &detector.positive), ("negative", &detector.negative)] {
        let _ = writeln!(text, "{key} = {}", array(examples));
    }
    text
}

fn regex_lines(regex: &Regex) -> String {
    let group = regex.group.iter().map(|group| match group {
        CaptureGroup::Number(number) => format!("group = {number}\n"),
        CaptureGroup::Name(name) => format!("group = {}\n", string(name)),
    });
    format!("regex = {}\n{}", literal(&regex.text), group.collect::<String>())
}

/// A string in which a backslash is one, if there can be one.
fn literal(text: &str) -> String {
    let is_writable = text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    if is_writable && !text.contains(['\'', '\n']) {
        format!("'{text}'")
    } else if is_writable && !text.contains("'''") && !text.ends_with('\'') {
        // A line end right after the quotes is none of the text.
        let first = if text.contains('\n') { "\n" } else { "" };
        format!("'''{first}{text}'''")
    } else {
        string(text)
    }
}

fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => drop(write!(quoted, "\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

fn array(items: &[String]) -> String {
    format!("[{}]", items.iter().map(|item| string(item)).collect::<Vec<_>>().join(", "))
}
