//! Bytes that are no text, or text in another encoding.

use nosecrets_engine::report::SkipReason;
use nosecrets_tests::canary;

use crate::{found, good, places, scan, scan_rust, skipped, tree};

#[test]
fn bytes_that_are_no_utf8_hide_nothing() {
    let source = [b"// \xFF\xFE\x80\n", &good()[..], b"const B: &[u8] = b\"\xC3\x28\";\n", &good()].concat();
    let report = scan(&tree(&[("src/lib.rs", &source), ("a.toml", &source), (".env", &source)]));
    assert_eq!(found(&report), [".env", ".env", "a.toml", "a.toml", "src/lib.rs", "src/lib.rs"]);
    assert_eq!(places(&report)[4..], [(2, 20), (4, 20)]);
}

#[test]
fn a_broken_character_beside_the_token_hides_nothing() {
    let source = [b"const KEY: &[u8] = b\"\xFF ", canary().as_bytes(), b"\xFF\";\n"].concat();
    assert_eq!(found(&scan_rust(&source)).len(), 1);
}

#[test]
fn nul_bytes_hide_nothing_in_rust() {
    let source = [b"\0\0\0// \0\n", &good()[..], b"\0"].concat();
    let report = scan(&tree(&[("src/lib.rs", &source)]));
    assert_eq!(found(&report), ["src/lib.rs"]);
    assert_eq!(report.skipped, []);
}

#[test]
fn a_file_with_nul_bytes_is_named_as_binary() {
    let source = [b"\x7FELF\0\0", &good()[..]].concat();
    let report = scan(&tree(&[("data", &source), ("a.toml", &source), ("b.toml", &good())]));
    assert_eq!(found(&report), ["b.toml"]);
    assert_eq!(skipped(&report, "data"), Some(SkipReason::Binary));
    assert_eq!(skipped(&report, "a.toml"), Some(SkipReason::Binary));
    assert!(!report.is_incomplete());
}

#[test]
fn nul_bytes_far_from_the_start_hide_nothing() {
    let source = [&b"# comment\n".repeat(2000)[..], &good(), b"\0\0\0"].concat();
    assert_eq!(found(&scan(&tree(&[("settings.toml", &source)]))), ["settings.toml"]);
}

#[test]
fn utf16_is_read_as_text() {
    let text = format!("A=1\r\nKEY={}\r\nB=ä\r\n", canary());
    let little: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let report = scan(&tree(&[(".env", &little), ("big.env", &big)]));
    assert_eq!(found(&report), [".env", "big.env"]);
    assert_eq!(places(&report), [(2, 5), (2, 5)]);
}

#[test]
fn a_mark_of_utf16_before_other_bytes_is_no_panic() {
    let bytes = [b"\xFF\xFE", &good()[..], b"\x00\xD8\x00"].concat();
    let report = scan(&tree(&[("a.env", &bytes), ("b.rs", &bytes), ("z.rs", &good())]));
    assert!(found(&report).contains(&"z.rs".to_owned()));
}
