//! Detectors → TOML, laid out as one would write them.

use std::fmt::Write as _;

use nosecrets_detectors::spec::schema::Detector;
use nosecrets_engine::visible;

use super::Imported;

/// The detectors, with what was lost of each as a comment.
pub(crate) fn toml(imported: &Imported, source: &str) -> String {
    let mut text = format!("# Translated from {source} by `cargo nosecrets rules import`.\n");
    for (detector, lost) in &imported.carried {
        text.push_str(&table(detector, lost));
    }
    text
}

fn table(detector: &Detector, lost: &[String]) -> String {
    let mut text = String::from("\n");
    for lost in lost {
        // A comment of TOML takes no control characters. Writing to a `String` cannot fail.
        let _ = writeln!(text, "# not carried over: {}", visible::line(&lost.replace('\n', " ")));
    }
    text.push_str("[[detector]]\n");
    for (key, value) in [("id", &detector.id), ("title", &detector.title), ("env", &detector.env)] {
        let _ = writeln!(text, "{key} = {}", string(value));
    }
    if detector.component {
        text.push_str("component = true\n");
    }
    let _ = writeln!(text, "pattern = {}", literal(&detector.pattern));
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

/// A string in which a backslash is one.
fn literal(text: &str) -> String {
    let is_plain = !text.contains(['\'', '\n']);
    if is_plain { format!("'{text}'") } else { string(text) }
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
