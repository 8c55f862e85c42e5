//! Text that is not ours, made harmless for whoever shows it.
//!
//! File names, lines of sources and names in them can hold anything: bytes that
//! move a terminal's cursor or recolour it, marks that make a line read as
//! another, words that a CI system takes from a log as orders. What is shown of
//! them goes through here. A form in which such characters can be written as
//! escapes, as JSON, keeps them that way instead: [`is_harmless`] says which.

/// What stands for a character that is not shown.
pub const MARK: char = '\u{FFFD}';

/// Whether a character may be shown as it is.
#[must_use]
pub fn is_harmless(character: char) -> bool {
    let reorders = matches!(
        character,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    );
    let ends_line = matches!(character, '\u{2028}' | '\u{2029}');
    let is_unseen = matches!(character, '\u{E0000}'..='\u{E007F}');
    !(character.is_control() || reorders || ends_line || is_unseen)
}

/// Whether `[` after this text makes an order of it that a CI system obeys
/// wherever it stands in a line: `##[…]`, `##vso[…]`, `##teamcity[…]`.
#[must_use]
pub fn is_order(before: &str) -> bool {
    before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).ends_with("##")
}

/// Adds a character to a piece of a line, or what stands for it.
pub(crate) fn push(shown: &mut String, character: char) {
    let is_harmful = !is_harmless(character) || (character == '[' && is_order(shown));
    shown.push(match character {
        '\t' => ' ',
        _ if is_harmful => MARK,
        character => character,
    });
}

/// A text on one line, which no terminal and no CI system takes for anything
/// else, even if the line begins with it.
#[must_use]
pub fn line(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        push(&mut shown, character);
    }
    // GitHub takes `::name …::` at the start of a line for an order.
    if shown.trim_start().starts_with("::") { shown.replacen("::", ":\u{FFFD}", 1) } else { shown }
}

/// The same, of several lines.
#[must_use]
pub fn lines(text: &str) -> String {
    text.split('\n').map(|text| line(text.trim_end_matches('\r'))).collect::<Vec<_>>().join("\n")
}

/// A text of which every byte keeps its place, for what shows spans of it and takes
/// care of all else that terminals obey.
#[must_use]
pub fn without_orders(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        shown.push(if character == '[' && is_order(&shown) { '(' } else { character });
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moves_or_recolours_or_reorders_is_replaced() {
        assert_eq!(line("a\u{1b}[31mb\u{9b}2Jc\r\nd\te"), "a\u{FFFD}[31mb\u{FFFD}2Jc\u{FFFD}\u{FFFD}d e");
        assert_eq!(
            line("\u{202E}\u{2066}\u{200F}\u{2028}\u{E0041}é漢🦀"),
            "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}é漢🦀"
        );
    }

    #[test]
    fn orders_for_a_ci_system_are_broken() {
        assert_eq!(line("  ::set-output name=a::b"), "  :\u{FFFD}set-output name=a::b");
        for order in ["##[command]", "x ##vso[task]", "##teamcity[a]", "####[b]"] {
            let shown = line(order);
            assert!(!shown.contains('[') && shown.contains(']'), "{shown}");
        }
    }

    #[test]
    fn ordinary_code_stays_as_it_is() {
        for code in ["std::env::var(\"A\")", "#[derive(Debug)]", "## Heading [link]", "r##\"a\"##, [b'x']", "a ::b"] {
            assert_eq!(line(code), code);
        }
    }

    #[test]
    fn each_line_of_several_is_made_harmless() {
        assert_eq!(lines("a\r\n::error::b\n"), "a\n:\u{FFFD}error::b\n");
    }
}
