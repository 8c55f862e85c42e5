//! `@{…}` in a case → the token, written as it is asked for. The
//! [harness](crate::harness) says what may stand there.

use std::ops::Range;

use nosecrets_tests::tokens;

/// A token that was put into a case.
pub(crate) struct Drawn {
    pub(crate) detector: String,
    pub(crate) token: Vec<u8>,
    /// Where the source spells it, or a piece of it.
    pub(crate) range: Range<usize>,
}

/// Appends a line to `source`, its tokens drawn.
pub(crate) fn expand(line: &str, seed: &str, source: &mut Vec<u8>, drawn: &mut Vec<Drawn>) {
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("@{") {
        let (hole, after) = after.split_once('}').expect("a `}` that ends the hole");
        source.extend_from_slice(before.as_bytes());
        fill(hole, seed, source, drawn);
        rest = after;
    }
    source.extend_from_slice(rest.as_bytes());
}

fn fill(hole: &str, seed: &str, source: &mut Vec<u8>, drawn: &mut Vec<Drawn>) {
    let mut filters = hole.split('|');
    let name = filters.next().unwrap_or_default();
    let token = match name.split_once(':') {
        _ if name.is_empty() => Vec::new(),
        Some(("text", words)) => words.into(),
        _ => tokens::token(name.split('#').next().unwrap_or_default(), &format!("{seed}/{name}")),
    };
    let written = filters.fold(token.clone(), |value, filter| apply(filter, &value));
    let start = source.len();
    source.extend(written);
    if !name.is_empty() && !name.starts_with("text:") {
        let detector = name.split('#').next().unwrap_or_default().to_owned();
        drawn.push(Drawn { detector, token, range: start..source.len() });
    }
}

fn apply(filter: &str, value: &[u8]) -> Vec<u8> {
    if let Some((at, of)) = filter.split_once('/') {
        return piece(value, at.parse().expect("a number"), of.parse().expect("a number"));
    }
    if let Some(count) = filter.strip_prefix("from ") {
        return value[count.parse().expect("a number")..].to_vec();
    }
    if let Some(count) = filter.strip_prefix("to ") {
        return value[..count.parse().expect("a number")].to_vec();
    }
    match filter {
        "hex" => value.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect(),
        "base64" => base64(value, b"+/", true),
        "base64url" => base64(value, b"-_", false),
        "hexescaped" => each(value, "", |byte| format!("\\x{byte:02x}")),
        "unicodeescaped" => each(value, "", |byte| format!("\\u{{{byte:x}}}")),
        "continued" => [piece(value, 1, 2), b"\\\n        ".to_vec(), piece(value, 2, 2)].concat(),
        "chars" => each(value, ", ", |byte| format!("'{}'", char::from(byte))),
        "bytes" => each(value, ", ", |byte| format!("b'{}'", char::from(byte))),
        "numbers" => each(value, ", ", |byte| byte.to_string()),
        "hexnumbers" => each(value, ", ", |byte| format!("{byte:#04X}").replace("0X", "0x")),
        "upper" => value.to_ascii_uppercase(),
        "reversed" => value.iter().rev().copied().collect(),
        "without-last" => value[..value.len() - 1].to_vec(),
        "another-last" => another_last(value),
        "escapednewlines" => String::from_utf8_lossy(value).trim_end().replace('\n', "\\n").into_bytes(),
        _ => panic!("`{filter}` is no filter"),
    }
}

/// Piece `at` (from 1) of a value that is cut into `of`.
fn piece(value: &[u8], at: usize, of: usize) -> Vec<u8> {
    value[value.len() * (at - 1) / of..value.len() * at / of].to_vec()
}

fn each(value: &[u8], separator: &str, write: impl Fn(u8) -> String) -> Vec<u8> {
    let written: Vec<String> = value.iter().map(|&byte| write(byte)).collect();
    written.join(separator).into_bytes()
}

/// The last character changed, its kind kept: a checksum no longer holds.
fn another_last(value: &[u8]) -> Vec<u8> {
    let mut value = value.to_vec();
    let last = value.last_mut().expect("a token is not empty");
    *last = match *last {
        b'0'..=b'8' | b'a'..=b'y' | b'A'..=b'Y' => *last + 1,
        b'9' => b'0',
        b'z' => b'a',
        _ => b'A',
    };
    value
}

fn base64(value: &[u8], last_two: &[u8; 2], padded: bool) -> Vec<u8> {
    let alphabet: Vec<u8> =
        (b'A'..=b'Z').chain(b'a'..=b'z').chain(b'0'..=b'9').chain(last_two.iter().copied()).collect();
    let mut out = Vec::new();
    for chunk in value.chunks(3) {
        let bits = chunk.iter().chain([&0, &0]).take(3).fold(0usize, |bits, &byte| bits << 8 | usize::from(byte));
        for place in 0..4 {
            if place <= chunk.len() {
                out.push(alphabet[bits >> (18 - 6 * place) & 63]);
            } else if padded {
                out.push(b'=');
            }
        }
    }
    out
}
