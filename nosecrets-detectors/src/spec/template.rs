//! Templates of tokens, expanded at test time.

use super::forge;
use super::rng::Rng;
use crate::validator::Validator;

/// Maximum length of an expanded template, and of one placeholder, in bytes.
const MAX_LEN: usize = 64 << 10;

/// Expands a template with random characters from `rng`.
///
/// # Errors
/// If a `{…}` is not closed, or its content is unknown, or the token gets too long.
pub fn expand(template: &str, rng: &mut Rng) -> Result<Vec<u8>, String> {
    let mut token = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        token.extend_from_slice(&rest.as_bytes()[..at]);
        rest = &rest[at..];
        if rest.starts_with("{{") || rest.starts_with("}}") {
            token.push(rest.as_bytes()[0]);
            rest = &rest[2..];
        } else {
            let end = end_of_hole(rest).ok_or_else(|| format!("unbalanced brace in `{template}`"))?;
            fill(&rest[1..end], rng, &mut token)?;
            rest = &rest[end + 1..];
        }
        if token.len() > MAX_LEN {
            return Err(format!("an example is longer than {MAX_LEN} bytes, longer than any token"));
        }
    }
    token.extend_from_slice(rest.as_bytes());
    Ok(token)
}

/// Expands a positive example, with a valid checksum.
///
/// # Errors
/// See [`expand`].
pub fn expand_valid(template: &str, validator: Validator, rng: &mut Rng) -> Result<Vec<u8>, String> {
    let mut token = expand(template, rng)?;
    forge::repair(validator, &mut token);
    Ok(token)
}

/// Position of the `}` that ends the placeholder at the start of `text`. A class in brackets may
/// contain braces.
fn end_of_hole(text: &str) -> Option<usize> {
    if !text.starts_with('{') {
        return None;
    }
    let from = if text.starts_with("{[") { text.find("]:")? } else { 0 };
    text[from..].find('}').map(|at| from + at)
}

fn fill(hole: &str, rng: &mut Rng, token: &mut Vec<u8>) -> Result<(), String> {
    let (name, argument) = match hole.rfind(':') {
        Some(at) if hole.starts_with('[') => (&hole[..at], &hole[at + 1..]),
        _ => hole.split_once(':').unwrap_or((hole, "")),
    };
    if let Some(alphabet) = alphabet(name)? {
        for _ in 0..count(argument, rng)? {
            token.push(rng.pick(&alphabet));
        }
        return Ok(());
    }
    let made = forge::structure(name, argument, rng);
    token.extend(made.ok_or_else(|| format!("`{{{hole}}}` is not an alphabet or structure"))?);
    Ok(())
}

fn count(argument: &str, rng: &mut Rng) -> Result<usize, String> {
    let number = |text: &str| match text.parse::<usize>() {
        Ok(number) if number <= MAX_LEN => Ok(number),
        Ok(_) => Err(format!("`{argument}` is longer than {MAX_LEN} bytes, longer than any token")),
        Err(_) => Err(format!("`{argument}` is not a length")),
    };
    match argument.split_once('-') {
        None => number(argument),
        Some((least, most)) => {
            let (least, most) = (number(least)?, number(most)?);
            let span = most.checked_sub(least).ok_or_else(|| format!("`{argument}` is empty"))?;
            Ok(least + rng.below(span + 1))
        }
    }
}

/// The characters of a named alphabet, or of a class in brackets.
fn alphabet(name: &str) -> Result<Option<Vec<u8>>, String> {
    let class = match name {
        "hex" => "0-9a-f",
        "HEX" => "0-9A-F",
        "digits" => "0-9",
        "lower" => "a-z",
        "upper" => "A-Z",
        "alpha" => "A-Za-z",
        "alnum" => "0-9A-Za-z",
        "lowernum" => "0-9a-z",
        "uppernum" => "0-9A-Z",
        "b32" => "A-Z2-7",
        "b32lower" => "a-z2-7",
        "b58" => "1-9A-HJ-NP-Za-km-z",
        "b64" => "A-Za-z0-9+/",
        "b64url" => "A-Za-z0-9_-",
        _ => match name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(class) => class,
            None => return Ok(None),
        },
    };
    members(class).map(Some)
}

fn members(class: &str) -> Result<Vec<u8>, String> {
    let bytes = class.as_bytes();
    let mut members = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at..] {
            [first, b'-', last, ..] if first <= last => {
                members.extend(first..=last);
                at += 3;
            }
            [byte, ..] => {
                members.push(byte);
                at += 1;
            }
            [] => break,
        }
    }
    if members.is_empty() || !class.is_ascii() {
        return Err(format!("`[{class}]` has no ASCII members"));
    }
    Ok(members)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brace_that_ends_nothing_is_refused() {
        for template in ["}", "a}", "{hex:3}}", "{hex:3", "{[:3}"] {
            assert!(expand(template, &mut Rng::from_seed("brace")).is_err(), "{template}");
        }
    }

    #[test]
    fn a_length_that_no_token_has_is_refused() {
        let mut rng = Rng::from_seed("long");
        for template in ["{hex:99999999999}", "{hex:0-18446744073709551615}", "{hex:65537}", &"{hex:60000}".repeat(3)] {
            assert!(expand(template, &mut rng).is_err(), "{template}");
        }
        assert_eq!(expand("{hex:65536}", &mut rng).map(|token| token.len()), Ok(65536));
    }
}
