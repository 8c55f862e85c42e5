//! Lines and columns where counting them is not straightforward. Columns count
//! characters, from 1, as editors and rustc do.

use nosecrets_tests::canary;

use crate::{places, scan, scan_rust, tree};

/// The places of the tokens in a source that holds `KEY` for each.
fn places_in(source: &str) -> Vec<(usize, usize)> {
    places(&scan_rust(source.replace("KEY", &canary()).as_bytes()))
}

#[test]
fn plain_lines() {
    assert_eq!(places_in("\n\nconst A: &str = \"KEY\";\n    // KEY"), [(3, 18), (4, 8)]);
}

#[test]
fn lines_that_end_with_a_carriage_return() {
    assert_eq!(places_in("\r\n\r\nconst A: &str = \"KEY\";\r\n    // KEY\r\n"), [(3, 18), (4, 8)]);
    assert_eq!(places_in("const A: &str = \"a\r\n  KEY\r\n\";"), [(2, 3)]);
}

#[test]
fn a_byte_order_mark_is_no_character_of_the_first_line() {
    assert_eq!(places_in("\u{FEFF}const A: &str = \"KEY\";\n// KEY"), [(1, 18), (2, 4)]);
    let toml = format!("\u{FEFF}key = \"{}\"\n", canary());
    assert_eq!(places(&scan(&tree(&[("a.toml", toml.as_bytes())]))), [(1, 8)]);
}

#[test]
fn a_shebang_is_a_line() {
    assert_eq!(places_in("#!/usr/bin/env run\nconst A: &str = \"KEY\";\n"), [(2, 18)]);
    assert_eq!(places_in("\u{FEFF}#!/usr/bin/env run\r\nconst A: &str = \"KEY\";\r\n"), [(2, 18)]);
    assert_eq!(places_in("#![doc = \"KEY\"]\n"), [(1, 11)]);
}

#[test]
fn front_matter_is_lines() {
    assert_eq!(places_in("#!/usr/bin/env cargo\n---\n[package]\n---\nconst A: &str = \"KEY\";\n"), [(5, 18)]);
}

#[test]
fn characters_of_several_bytes_count_once() {
    assert_eq!(places_in("/* äöü 漢字 🦀 */ const A: &str = \"é KEY\";\n"), [(1, 35)]);
    assert_eq!(places_in("// 🦀🦀\nconst Ä: &str = \"KEY\"; // KEY\n"), [(2, 18), (2, 57)]);
}

#[test]
fn tabs_count_once() {
    assert_eq!(places_in("\tconst A: &str =\t\"KEY\";\n"), [(1, 19)]);
}

#[test]
fn an_array_and_an_escape_are_placed_where_they_are_written() {
    let numbers: Vec<_> = canary().bytes().map(|byte| byte.to_string()).collect();
    let escaped: String = canary().bytes().map(|byte| format!("\\x{byte:02x}")).collect();
    let source = format!("const A: &[u8] = &[\n    {}];\nconst B: &str = \"ä{escaped}\";\n", numbers.join(", "));
    assert_eq!(places(&scan_rust(source.as_bytes())), [(2, 5), (3, 19)]);
}

#[test]
fn the_end_of_a_token_is_placed_too() {
    let source = format!("const A: &str = \"ä{}\";\n", canary());
    let report = scan_rust(source.as_bytes());
    let at = &report.findings[0].primary().location;
    assert_eq!((at.end_line, at.end_column), (1, 19 + canary().len()));
    assert_eq!((at.start, at.end), (19, 19 + canary().len()));
}

#[test]
fn what_would_move_a_terminal_s_cursor_is_not_shown() {
    let source = format!("/* \x1b[2J\u{202E}\x07 */ const A: &str = \"{}\";\n", canary());
    let report = scan_rust(source.as_bytes());
    let text = &report.findings[0].primary().excerpt.text;
    assert!(!text.chars().any(|c| c.is_control() || c == '\u{202E}'), "{text:?}");
}
