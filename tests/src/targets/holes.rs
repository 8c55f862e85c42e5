//! Tokens in inputs: `@{…}` → a token.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};

use nosecrets_detectors::{BUILTIN, Detector};

use crate::tokens;

/// A token that was put into an input.
#[derive(Debug)]
pub struct Drawn {
    /// Its kind.
    pub detector: &'static Detector,
    /// Where it stands.
    pub range: Range<usize>,
}

/// `input` with a token for each hole. Between the braces stands the id of a
/// detector; anything else is one of them too, so that a changed hole is still one.
#[must_use]
pub fn fill(input: &[u8]) -> (Vec<u8>, Vec<Drawn>) {
    let (mut filled, mut drawn) = (Vec::with_capacity(input.len()), Vec::new());
    let mut rest = input;
    while let Some((before, name, after)) = next_hole(rest) {
        filled.extend_from_slice(before);
        let detector = detector(name);
        let start = filled.len();
        filled.extend(token(detector));
        drawn.push(Drawn { detector, range: start..filled.len() });
        rest = after;
    }
    filled.extend_from_slice(rest);
    (filled, drawn)
}

/// What stands before the next hole, in it, and after it.
fn next_hole(text: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let start = text.windows(2).position(|pair| pair == b"@{")?;
    let name = start + 2;
    let len = text[name..].iter().position(|&byte| byte == b'}')?;
    Some((&text[..start], &text[name..name + len], &text[name + len + 1..]))
}

fn detector(name: &[u8]) -> &'static Detector {
    let known = std::str::from_utf8(name).ok().and_then(|name| BUILTIN.by_id(name));
    let number = name.iter().fold(0usize, |number, &byte| number.wrapping_mul(31).wrapping_add(byte.into()));
    let all = BUILTIN.detectors();
    known.unwrap_or(&all[number % all.len()])
}

/// The token of a detector, drawn once.
fn token(detector: &'static Detector) -> Vec<u8> {
    static KNOWN: OnceLock<Mutex<HashMap<&str, Vec<u8>>>> = OnceLock::new();
    let mut known = KNOWN.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    known.entry(detector.id).or_insert_with(|| tokens::token(detector.id, "fuzz")).clone()
}
