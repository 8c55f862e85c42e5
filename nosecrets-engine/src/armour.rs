//! Armoured keys whose lines stand in comments or string literals of their own.
//!
//! `// -----BEGIN …` and `"-----BEGIN …\n" "MII…\n"` are the same key to a reader,
//! but to no pattern. Each block is stripped of what its lines are dressed in and
//! looked at again; a checksum or structure decides, so prose about keys is none.

use std::ops::Range;

use memchr::memmem;
use nosecrets_detectors::{Match, Verdict};

use crate::detectors::Detectors;

const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";

/// The longest block that is looked at, in bytes of the source.
const MAX_BLOCK: usize = 32 << 10;

/// A key that was found by stripping its lines.
pub(crate) struct Armoured {
    /// The kind, and what its structure says.
    pub matched: Match,
    /// The key as it was meant.
    pub token: Vec<u8>,
    /// The block in the source.
    pub span: Range<usize>,
}

/// The dressed keys of a text.
pub(crate) fn find(detectors: Detectors, text: &[u8]) -> Vec<Armoured> {
    let mut starts = memmem::find_iter(text, BEGIN).peekable();
    let mut blocks = Vec::new();
    while let Some(start) = starts.next() {
        // Another one begins before this one ends: this one is only spoken of.
        let limit = starts.peek().copied().unwrap_or(text.len());
        blocks.extend(block(&text[..limit], start));
    }
    blocks.into_iter().filter_map(|span| read(detectors, text, span)).collect()
}

/// The block that begins at `start`, up to the end of its last line.
fn block(text: &[u8], start: usize) -> Option<Range<usize>> {
    let window = &text[start..text.len().min(start + MAX_BLOCK)];
    let end = memmem::find(window, END)?;
    let label = end + END.len();
    let close = memmem::find(&window[label..], b"-----")?;
    let is_label = window[label..label + close]
        .iter()
        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b' ');
    is_label.then(|| start..start + label + close + b"-----".len())
}

fn read(detectors: Detectors, text: &[u8], span: Range<usize>) -> Option<Armoured> {
    let dressed = &text[span.clone()];
    let mut token = Vec::with_capacity(dressed.len());
    for line in dressed.split(|&byte| byte == b'\n') {
        let line = strip(line);
        if !line.is_empty() {
            token.extend_from_slice(line);
            token.push(b'\n');
        }
    }
    token.pop();
    if token == dressed {
        return None;
    }
    let mut found = detectors.catalogues().filter_map(|catalogue| catalogue.whole(&token));
    let matched = found.find(|found| found.verdict == Verdict::Valid)?;
    Some(Armoured { matched, token, span })
}

/// A line without comment marks, quotes, and what joins literals.
fn strip(line: &[u8]) -> &[u8] {
    let is_dress =
        |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`' | b',' | b'#' | b'*' | b';' | b'!');
    let mut line = line;
    loop {
        // The longest first: base64 may begin with a slash itself.
        let mark = [&b"///"[..], b"//!", b"//"].iter().find_map(|mark| line.strip_prefix(*mark));
        let undressed = line.split_first().filter(|(first, _)| is_dress(**first)).map(|(_, rest)| rest);
        match mark.or(undressed) {
            Some(rest) => line = rest,
            None => break,
        }
    }
    loop {
        let shorter = [&b"\\n"[..], b"\\r", b"\\", b" +", b" ."].iter().find_map(|end| line.strip_suffix(*end));
        let undressed = line.split_last().filter(|(last, _)| is_dress(**last)).map(|(_, rest)| rest);
        match shorter.or(undressed) {
            Some(rest) => line = rest,
            None => return line,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lose_what_they_are_dressed_in() {
        for line in [
            "// MII+/=",
            "  ///   MII+/=\r",
            "    \"MII+/=\\n\"",
            " * MII+/=",
            "'MII+/=\\n' +",
            "# MII+/=",
            "//! MII+/=",
            "MII+/=\\r\\n\\",
        ] {
            assert_eq!(strip(line.as_bytes()), b"MII+/=", "{line}");
        }
    }

    #[test]
    fn a_block_ends_where_its_label_ends() {
        let text = b"x -----BEGIN A KEY-----\nabc\n-----END A KEY----- y";
        assert_eq!(block(text, 2), Some(2..text.len() - 2));
        assert_eq!(find(Detectors::default(), b"-----BEGIN A----- and -----BEGIN B-----\n-----END B-----").len(), 0);
        assert_eq!(block(b"-----BEGIN A-----", 0), None);
    }
}
