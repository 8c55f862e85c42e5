//! Formatting of numbers, words and paths.

use std::fmt::Write;

pub(crate) use nosecrets_engine::shown::{path, portable};

/// "1 file", "2 files".
pub(crate) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// "512 B", "1.5 MB".
#[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
pub(crate) fn size(bytes: u64) -> String {
    let units = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    let unit = units.iter().find(|(size, _)| bytes >= *size);
    unit.map_or_else(|| format!("{bytes} B"), |(size, unit)| format!("{:.1} {unit}", bytes as f64 / *size as f64))
}

/// `text` in lines of at most `width` characters, each after `indent`.
pub(crate) fn wrap(text: &str, indent: &str, width: usize) -> String {
    let mut lines = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let len = word.chars().count();
        if column > 0 && column + 1 + len > width {
            lines.push('\n');
            column = 0;
        }
        let before = if column == 0 { indent } else { " " };
        // Writing to a string cannot fail.
        let _ = write!(lines, "{before}{word}");
        column += before.chars().count() + len;
    }
    lines
}

#[cfg(test)]
mod tests {
    #[test]
    fn sizes_have_three_digits_or_so() {
        assert_eq!(super::size(999), "999 B");
        assert_eq!(super::size(1_500), "1.5 kB");
        assert_eq!(super::size(533_000_000), "533.0 MB");
    }

    #[test]
    fn long_text_is_wrapped_between_words() {
        assert_eq!(super::wrap("one two three", "  ", 9), "  one two\n  three");
    }
}
