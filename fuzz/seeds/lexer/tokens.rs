#!/usr/bin/env run
//! Documentation.
/* a /* nested */ comment */
const A: &str = "a\"b\\\u{e9}\
    c";
const B: &[u8] = b"\x00\xff"; /** outer */
const C: &std::ffi::CStr = c"x"; const D: &str = r##"a"#b"##; // end
fn f<'a>(x: &'a str) -> char { 'l: loop { break 'l } '\'' }
const E: [u8; 9] = [1, 0x2, 0b11, 0o4, b'5', /* six */ 6_u8, 7, 8, 9,];
const F: [char; 8] = ['a', 'b', 'c', 'd', 'e', 'f', '"', '\n'];
const G: &[u8] = br#"""#; const H: u8 = b'\''; r#fn!("x"suffix);
