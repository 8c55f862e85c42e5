//! Files that are read window by window, and very long lines.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};

use nosecrets_engine::location::Location;
use nosecrets_tests::{canary, leaks, tokens};
use tempfile::TempDir;

use crate::{found, scan, scan_rust, tree};

const MIB: u64 = 1 << 20;

/// A file of `len` bytes in which a line with a token begins at each of
/// `offsets`; what is between is a hole that takes no room on disk.
fn sparse(name: &str, len: u64, offsets: &[u64]) -> TempDir {
    let folder = TempDir::new().unwrap();
    let mut file = File::create(folder.path().join(name)).unwrap();
    // The start is text: it decides whether a file is binary.
    file.write_all(&b"// text\n".repeat(2000)).unwrap();
    for &offset in offsets {
        file.seek(SeekFrom::Start(offset)).unwrap();
        file.write_all(format!("\n{}\n", canary()).as_bytes()).unwrap();
    }
    file.set_len(len).unwrap();
    folder
}

/// The places of all findings of a file made by [`sparse`].
fn locations(name: &str, len: u64, offsets: &[u64]) -> Vec<Location> {
    let report = scan(&sparse(name, len, offsets));
    assert_eq!(report.stats.bytes, len);
    assert_eq!(found(&report).len(), report.findings.len());
    report.findings.iter().map(|finding| finding.primary().location.clone()).collect()
}

/// Every token is found once, at its offset, on its line.
fn check(name: &str, len: u64, offsets: &[u64]) {
    let found = locations(name, len, offsets);
    let places: Vec<_> = found.iter().map(|at| (at.start as u64, at.line, at.column)).collect();
    // 2000 lines at the start, then two line ends a token.
    let expected: Vec<_> = (0..).zip(offsets).map(|(nth, offset)| (offset + 1, 2002 + 2 * nth, 1)).collect();
    assert_eq!(places, expected);
}

#[test]
fn a_file_of_200_megabytes_is_read_to_its_end() {
    let len = 200_000_000;
    let end = len - canary().len() as u64 - 2;
    check("dump.sql", len, &[20_000, 100_000_000, end]);
}

#[test]
fn a_token_at_the_border_of_two_windows_is_found_once() {
    // Wherever the borders are, some of these tokens lie across one.
    let len = 40 * MIB;
    let step = 20_000;
    let offsets: Vec<u64> = (1..len / step).map(|nth| nth * step).collect();
    check("dump.sql", len, &offsets);
}

#[test]
fn a_rust_file_too_large_to_parse_is_read_as_text_and_counted() {
    let offsets = [17 * MIB, 19 * MIB];
    check("src.rs", 20 * MIB, &offsets);
    let report = scan(&sparse("src.rs", 20 * MIB, &offsets));
    assert_eq!((report.stats.parsed, report.stats.unparsed), (0, report.stats.unparsed.max(1)));
}

#[test]
fn a_rust_file_of_several_megabytes_is_parsed() {
    let source = "fn f() { g(\"x\", 1); }\n".repeat(200_000) + &format!("const KEY: &str = \"{}\";\n", canary());
    let report = scan(&tree(&[("src/lib.rs", source.as_bytes())]));
    assert_eq!(found(&report), ["src/lib.rs"]);
    assert_eq!(report.findings[0].primary().location.line, 200_001);
    assert_eq!(report.findings[0].holder(), Some("constant `KEY`"));
}

/// A line of a megabyte with a token in the middle of it.
fn long_line(before: &str) -> String {
    let filler = "f(1);".repeat(100_000);
    format!("{before}fn a() {{ {filler} let key = \"{}\"; {filler} }}\n", canary())
}

#[test]
fn a_line_of_a_megabyte_is_cut_to_what_can_be_shown() {
    let report = scan_rust(long_line("").as_bytes());
    assert_eq!(found(&report).len(), 1);
    let excerpt = &report.findings[0].primary().excerpt;
    assert!(excerpt.text.len() <= 400, "{} bytes", excerpt.text.len());
    assert!(excerpt.text[excerpt.highlight.clone()].bytes().all(|byte| byte == b'*'));
    assert_eq!(excerpt.highlight.len(), canary().len());
    let column = report.findings[0].primary().location.column;
    assert_eq!(excerpt.cut + excerpt.highlight.start + 1, column, "what is cut and what is shown add up");
}

#[test]
fn two_tokens_on_a_long_line_are_both_masked() {
    let token = canary();
    let line = format!("const A: [&str; 2] = [\"{token}\", \"{token}\"]; // {}\n", "x ".repeat(500_000));
    let report = scan_rust(line.as_bytes());
    assert_eq!(report.findings.len(), 2);
    for finding in &report.findings {
        let shown = leaks::everything_shown(finding);
        assert!(!leaks::gives_away(&shown, tokens::builtin("nosecrets-canary"), token.as_bytes()));
    }
}

#[test]
fn many_tokens_are_all_found() {
    let source: String = (0..5_000).map(|n| format!("const K{n}: &str = \"{}\";\n", canary())).collect();
    let report = scan_rust(source.as_bytes());
    assert_eq!(report.findings.len(), 5_000);
    let mut fingerprints: Vec<_> = report.findings.iter().map(|finding| finding.fingerprint().to_owned()).collect();
    fingerprints.sort();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), 5_000, "equal tokens are told apart");
}
