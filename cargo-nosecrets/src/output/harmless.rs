//! JSON that contains no byte with an effect on a terminal or a CI system.
//!
//! Values do not change: a harmful character is written as an escape, which every JSON parser
//! decodes.

use std::fmt::Write as _;
use std::io::{self, Write};

use nosecrets_engine::visible;
use serde::Serialize;

/// Writes a value, indented, with a final newline.
pub(crate) fn pretty(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    writeln!(out, "{}", escaped(&serde_json::to_string_pretty(value)?))
}

/// Writes a value on one line.
pub(crate) fn compact(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    writeln!(out, "{}", escaped(&serde_json::to_string(value)?))
}

/// Escapes harmful characters. Outside of strings, JSON does not contain any.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        let is_harmless = character == '\n' || visible::is_harmless(character);
        if is_harmless && !(character == '[' && visible::is_order(&text)) {
            text.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
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
