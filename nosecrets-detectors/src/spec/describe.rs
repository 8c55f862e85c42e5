//! Describes patterns in words.

use regex_syntax::hir::{Class, Hir, HirKind, Repetition};

use super::alphabet;
use super::compile;
use crate::program::ByteSet;

/// Describes a pattern: "`sk_live_`, then 24 to 99 letters and digits".
///
/// # Errors
/// If it is not a regex, or is outside the subset.
pub fn describe(pattern: &str) -> Result<String, String> {
    compile::compile(pattern)?;
    let mut parser = regex_syntax::ParserBuilder::new().unicode(false).utf8(false).build();
    let hir = parser.parse(pattern).map_err(|error| error.to_string())?;
    Ok(phrase(&hir))
}

fn phrase(hir: &Hir) -> String {
    match hir.kind() {
        HirKind::Concat(parts) => in_order(parts),
        HirKind::Alternation(branches) => either(branches),
        HirKind::Repetition(repetition) => repeated(repetition),
        HirKind::Capture(capture) => phrase(&capture.sub),
        HirKind::Literal(literal) => quoted(&literal.0),
        HirKind::Class(_) => alphabet::one_of(set(hir)),
        HirKind::Empty | HirKind::Look(_) => "nothing".into(),
    }
}

/// Describes parts in sequence. Letters whose case does not matter are joined again.
fn in_order(parts: &[Hir]) -> String {
    let mut phrases: Vec<String> = Vec::new();
    let mut rest = parts;
    while let Some((first, others)) = rest.split_first() {
        let text = caseless(rest);
        if text.len() > 1 && text.iter().any(u8::is_ascii_alphabetic) {
            phrases.push(format!("{} in lower or upper case", quoted(&text)));
            rest = &rest[text.len()..];
        } else {
            phrases.push(phrase(first));
            rest = others;
        }
    }
    phrases.join(", then ")
}

/// The text at the start of `parts` whose letters may have either case.
fn caseless(parts: &[Hir]) -> Vec<u8> {
    parts.iter().map_while(letter_of_any_case).collect()
}

fn letter_of_any_case(hir: &Hir) -> Option<u8> {
    if !matches!(hir.kind(), HirKind::Class(_)) {
        return None;
    }
    let set = set(hir);
    let small = (b'a'..=b'z').find(|&byte| set.contains(byte))?;
    (set.len() == 2 && set.contains(small.to_ascii_uppercase())).then_some(small)
}

fn either(branches: &[Hir]) -> String {
    let (optional, branches): (Vec<&Hir>, Vec<&Hir>) =
        branches.iter().partition(|branch| matches!(branch.kind(), HirKind::Empty));
    let phrases: Vec<String> = branches.iter().map(|branch| grouped(branch)).collect();
    let choice = alphabet::list(&phrases, "or");
    if optional.is_empty() {
        choice
    } else {
        format!("optionally {choice}")
    }
}

/// A description that can be part of a list.
fn grouped(hir: &Hir) -> String {
    match hir.kind() {
        HirKind::Concat(_) | HirKind::Alternation(_) => format!("({})", phrase(hir)),
        _ => phrase(hir),
    }
}

fn repeated(repetition: &Repetition) -> String {
    let Repetition { min, max, sub, .. } = repetition;
    if let HirKind::Class(_) = sub.kind() {
        return match (*min, *max) {
            (0, Some(1)) => format!("optionally {}", alphabet::one_of(set(sub))),
            (min, max) => alphabet::some_of(&count(min, max), set(sub)),
        };
    }
    match (*min, *max) {
        (0, Some(1)) => format!("optionally {}", grouped(sub)),
        (min, max) => format!("{} times {}", count(min, max), grouped(sub)),
    }
}

fn count(min: u32, max: Option<u32>) -> String {
    match max {
        Some(max) if max == min => min.to_string(),
        Some(max) if min == 0 => format!("up to {max}"),
        Some(max) => format!("{min} to {max}"),
        None if min == 0 => "any number of".into(),
        None => format!("{min} or more"),
    }
}

/// The bytes of a class; the parser is set to produce classes of bytes.
fn set(hir: &Hir) -> ByteSet {
    match hir.kind() {
        HirKind::Class(Class::Bytes(class)) => {
            class.ranges().iter().fold(ByteSet::EMPTY, |set, range| set.with_range(range.start(), range.end()))
        }
        _ => ByteSet::EMPTY,
    }
}

fn quoted(text: &[u8]) -> String {
    alphabet::quoted(text)
}

#[cfg(test)]
mod tests {
    use super::describe;

    #[test]
    fn a_pattern_is_said_in_words() {
        for (pattern, words) in [
            ("sk_live_[0-9A-Za-z]{24,99}", "`sk_live_`, then 24 to 99 letters and digits"),
            ("AC[0-9a-f]{32}", "`AC`, then 32 lower-case hex digits"),
            ("(?:sk|rk)_[0-9]{5,}", "`sk` or `rk`, then `_`, then 5 or more digits"),
            ("[A-Z2-7]{16}", "16 upper-case letters and `2` to `7`"),
            ("[0-9A-Za-z_-]{20}=?", "20 letters, digits, `-` and `_`, then optionally `=`"),
            ("(?i:acme)_[01]", "`acme` in lower or upper case, then `_`, then `0` or `1`"),
            (
                "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}x",
                "8 lower-case hex digits, then 3 times (`-`, then 4 lower-case hex digits), then `x`",
            ),
            ("eu[0-9](?:ab|[0-9]{2}c)", "`eu`, then one digit, then `ab` or (2 digits, then `c`)"),
            ("key-[^\"\\\\]{4}", "`key-`, then 4 characters other than `\"` and `\\\\`"),
        ] {
            assert_eq!(describe(pattern).as_deref(), Ok(words), "{pattern}");
        }
    }

    #[test]
    fn what_cannot_be_compiled_cannot_be_described() {
        assert!(describe(r"\bacme").is_err());
    }
}
