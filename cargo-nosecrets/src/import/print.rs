//! Prints a regex as a pattern, as a person would write it.

use regex_syntax::hir::{Class, Hir, HirKind, Repetition};

use super::words::letter;

/// The pattern of a cleaned regex.
pub(super) fn pattern(hir: &Hir) -> String {
    match hir.kind() {
        HirKind::Literal(literal) => literal.0.iter().map(|byte| outside(*byte)).collect(),
        HirKind::Class(Class::Bytes(class)) => {
            let ranges: Vec<_> = class.ranges().iter().map(|range| (range.start(), range.end())).collect();
            bracketed(&ranges)
        }
        HirKind::Concat(parts) => in_order(parts),
        HirKind::Alternation(branches) => {
            let branches: Vec<_> = branches.iter().map(pattern).collect();
            format!("(?:{})", branches.join("|"))
        }
        HirKind::Repetition(repetition) => repeated(repetition),
        HirKind::Capture(capture) => pattern(&capture.sub),
        HirKind::Class(Class::Unicode(_)) | HirKind::Empty | HirKind::Look(_) => String::new(),
    }
}

/// Rejoins letters that were split because their case does not matter.
fn in_order(parts: &[Hir]) -> String {
    let mut text = String::new();
    let mut rest = parts;
    while let Some((first, others)) = rest.split_first() {
        let letters: String = rest.iter().map_while(letter).collect();
        if letters.len() > 1 {
            text.push_str(&format!("(?i:{letters})"));
            rest = &rest[letters.len()..];
        } else {
            text.push_str(&pattern(first));
            rest = others;
        }
    }
    text
}

fn repeated(Repetition { min, max, sub, .. }: &Repetition) -> String {
    let one = pattern(sub);
    let is_one = matches!(sub.kind(), HirKind::Class(_) | HirKind::Alternation(_))
        || matches!(sub.kind(), HirKind::Literal(literal) if literal.0.len() == 1);
    let one = if is_one { one } else { format!("(?:{one})") };
    match (*min, *max) {
        (0, Some(1)) => format!("{one}?"),
        (0, None) => format!("{one}*"),
        (1, None) => format!("{one}+"),
        (min, None) => format!("{one}{{{min},}}"),
        (min, Some(max)) if min == max => format!("{one}{{{min}}}"),
        (min, Some(max)) => format!("{one}{{{min},{max}}}"),
    }
}

/// A character class. One that includes non-text bytes is written negated.
fn bracketed(ranges: &[(u8, u8)]) -> String {
    if !ranges.iter().any(|(_, last)| *last == u8::MAX) {
        let (hyphens, others): (Vec<_>, Vec<_>) = ranges.iter().partition(|range| **range == (b'-', b'-'));
        let others: String = others.into_iter().map(range).collect();
        return format!("[{others}{}]", if hyphens.is_empty() { "" } else { "-" });
    }
    let is_member = |byte: u8| ranges.iter().any(|(first, last)| (*first..=*last).contains(&byte));
    let others: Vec<u8> = (0..=u8::MAX).filter(|byte| !is_member(*byte)).collect();
    let members: String = others.iter().map(|byte| member(*byte)).collect();
    if members.is_empty() { r"[\x00-\xff]".into() } else { format!("[^{members}]") }
}

fn range((first, last): &(u8, u8)) -> String {
    match last - first {
        0 => member(*first),
        1 => member(*first) + &member(*last),
        _ => format!("{}-{}", member(*first), member(*last)),
    }
}

/// A byte outside a class.
fn outside(byte: u8) -> String {
    match byte {
        b'.' | b'+' | b'*' | b'?' | b'(' | b')' | b'|' | b'{' | b'}' | b'$' => format!("\\{}", char::from(byte)),
        b'-' => "-".into(),
        _ => member(byte),
    }
}

/// A byte in a class.
fn member(byte: u8) -> String {
    match byte {
        b'\n' => "\\n".into(),
        b'\r' => "\\r".into(),
        b'\t' => "\\t".into(),
        b'\\' | b']' | b'[' | b'^' | b'-' => format!("\\{}", char::from(byte)),
        b' '..=b'~' => char::from(byte).to_string(),
        _ => format!("\\x{byte:02x}"),
    }
}
