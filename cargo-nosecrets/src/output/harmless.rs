//! JSON of which no byte does anything to a terminal or a CI system.
//!
//! Values stay what they are: a character that could do harm is written as an
//! escape, which every reader of JSON takes for the same.

use std::fmt::Write as _;
use std::io::{self, Write};

use nosecrets_engine::visible;
use serde::Serialize;

/// Writes a value, indented, with the end of its last line.
pub(crate) fn pretty(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    writeln!(out, "{}", escaped(&serde_json::to_string_pretty(value)?))
}

/// Writes a value on one line.
pub(crate) fn compact(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    writeln!(out, "{}", escaped(&serde_json::to_string(value)?))
}

/// JSON in other words. Outside strings it holds nothing that is escaped here.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        let is_harmless = character == '\n' || visible::is_harmless(character);
        if is_harmless && !(character == '[' && visible::is_order(&text)) {
            text.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a string does not fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_reader_sees_the_value_and_a_terminal_nothing() {
        let value = "a\u{1b}\u{9b}\u{202E}\u{2028}\u{E0041}##[x] ##vso[y] [z] é";
        let json = escaped(&serde_json::to_string_pretty(&[value]).unwrap());
        assert_eq!(json, "[\n  \"a\\u001b\\u009b\\u202e\\u2028\\udb40\\udc41##\\u005bx] ##vso\\u005by] [z] é\"\n]");
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), [value]);
    }
}
