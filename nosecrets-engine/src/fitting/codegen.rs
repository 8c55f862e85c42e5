//! Writes the source of `table.rs`: the context words of the built-in detectors.

use nosecrets_detectors::Catalogue;

use super::anchors::Probes;
use super::contexts::Contexts;
use crate::rules::keywords;
use crate::words::{Index, Word, WordTable};

/// The longest line, in bytes.
const WIDTH: usize = 100;

/// Returns the source of the table of a catalogue's contexts. The words that concern
/// rules are in it too, after the spellings and the probes.
#[must_use]
pub fn table_source(catalogue: &'static Catalogue) -> String {
    let contexts = Contexts::with(catalogue, keywords::words());
    let Contexts { spellings, free, shapes, asking, words, spelled, ways, .. } = &contexts;
    let Contexts { first, by_spelling, table, probes, .. } = &contexts;
    let Probes { first: first_probed, probed, bare } = probes;
    let WordTable { long, middle, short, words: known, texts } = table;
    let [long, middle, short] = [long, middle, short].map(Index::source);
    let known = known.iter().map(Word::source).collect::<Vec<String>>().join(", ");
    wrapped(&format!(
        "// Written by `cargo xtask codegen`.

use std::sync::OnceLock;

use super::anchors::{{Bare, Probed, Probes}};
use super::contexts::{{Asking, Contexts}};
use super::spellings::Spelled;
use crate::words::{{Index, Word, WordTable}};

pub(super) static BUILTIN: Contexts = Contexts {{
    catalogue: &nosecrets_detectors::BUILTIN,
    spellings: {spellings},
    free: &{free:?},
    shapes: &{shapes:?},
    asking: &{asking:?},
    words: &{words:?},
    spelled: &{spelled:?},
    ways: &{ways:?},
    first: &{first:?},
    by_spelling: &{by_spelling:?},
    table: WordTable {{
        long: {long},
        middle: {middle},
        short: {short},
        words: &[{known}],
        texts: {texts:?},
    }},
    probes: Probes {{
        first: &{first_probed:?},
        probed: &{probed:?},
        bare: &{bare:?},
    }},
    free_shapes: OnceLock::new(),
}};
"
    ))
}

/// The source with its long lines broken.
fn wrapped(source: &str) -> String {
    let lines = source.lines().map(|line| if line.len() > WIDTH { broken(line) } else { line.to_owned() });
    lines.map(|line| line + "\n").collect()
}

/// A line, broken where a list goes on or a text has a line break.
fn broken(line: &str) -> String {
    let indent = " ".repeat(line.len() - line.trim_start().len() + 4);
    let (mut text, mut column) = (String::new(), 0);
    for piece in pieces(line) {
        // One column is left for the mark that a text goes on.
        if column > indent.len() && column + piece.trim_end().len() >= WIDTH {
            let mark = if text.ends_with(' ') { "" } else { "\\" };
            text.truncate(text.trim_end().len());
            text.extend([mark, "\n", &indent]);
            column = indent.len();
        }
        text.push_str(piece);
        column += piece.len();
    }
    text
}

/// The parts of a line between which it may be broken.
fn pieces(line: &str) -> Vec<&str> {
    let bytes = line.as_bytes();
    let (mut open, mut in_text) = (Vec::new(), false);
    let (mut pieces, mut from, mut at) = (Vec::new(), 0, 0);
    while at < bytes.len() {
        let mut ends = false;
        match bytes[at] {
            b'"' => in_text = !in_text,
            b'\\' if in_text => {
                at += 1;
                // What follows the mark loses its blanks.
                ends = bytes.get(at) == Some(&b'n') && bytes.get(at + 1).is_some_and(u8::is_ascii_graphic);
            }
            _ if in_text => {}
            bracket @ (b'[' | b'{' | b'(') => open.push(bracket),
            b']' | b'}' | b')' => drop(open.pop()),
            byte => ends = byte == b' ' && line[..at].ends_with(',') && is_list(&open),
        }
        at += 1;
        if ends {
            pieces.push(&line[from..at]);
            from = at;
        }
    }
    pieces.push(&line[from..]);
    pieces
}

/// Whether within these brackets stands an item of the outermost list.
fn is_list(open: &[u8]) -> bool {
    open.last() == Some(&b'[') && open.iter().filter(|&&bracket| bracket == b'[').count() == 1
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, wrapped};

    #[test]
    fn a_list_goes_on_in_the_next_line_between_items() {
        let items = ["Probed { anchor: 26, head: [49, 47] }"; 4].join(", ");
        let pair = ["Probed { anchor: 26, head: [49, 47] }"; 2].join(", ");
        let expected = format!("    probed: &[{pair},\n        {pair}],\n");
        assert_eq!(wrapped(&format!("    probed: &[{items}],")), expected);
    }

    #[test]
    fn a_text_goes_on_in_the_next_line_after_a_line_break() {
        let expected = format!("  \"{}\\n\\\n      b [, c\\n d\",\n", "a".repeat(90));
        assert_eq!(wrapped(&format!("  \"{}\\nb [, c\\n d\",", "a".repeat(90))), expected);
    }

    #[test]
    fn what_is_short_stays_as_it_is() {
        assert_eq!(wrapped("free: &[true, false],\n"), "free: &[true, false],\n");
    }

    #[test]
    fn the_table_has_only_short_lines() {
        assert!(include_str!("table.rs").lines().all(|line| line.len() <= WIDTH));
    }
}
