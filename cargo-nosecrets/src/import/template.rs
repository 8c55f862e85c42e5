//! A regex → templates of strings that it matches, and of strings that it does not.

use regex_syntax::hir::{Class, Hir, HirKind, Repetition};

use super::words::letter;

/// Length of an unbounded repeat in an example.
const OPEN_END: u32 = 16;

/// Which of the strings that a regex matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    Shortest,
    Longest,
}

/// A piece of a template.
#[derive(Debug, Clone)]
enum Piece {
    Text(String),
    Random { alphabet: String, count: u32 },
}

/// Two templates of tokens that the regex matches.
pub(super) fn positive(hir: &Hir) -> Vec<String> {
    [Size::Shortest, Size::Longest].map(|size| written(&pieces(hir, size))).to_vec()
}

/// Templates just outside what the regex matches, the most likely first. The last two are too short
/// in any case.
pub(super) fn negative(hir: &Hir) -> Vec<String> {
    let (shortest, longest) = (pieces(hir, Size::Shortest), pieces(hir, Size::Longest));
    let least = hir.properties().minimum_len().unwrap_or(1).max(2) - 1;
    let other_case = written(&shortest.iter().map(swapped).collect::<Vec<_>>());
    let candidates = [changed(&shortest, -1), changed(&longest, 1), Some(other_case)];
    candidates.into_iter().flatten().chain([format!("{{alnum:{least}}}"), format!("{{digits:{least}}}")]).collect()
}

/// The template with its longest random piece made longer or shorter by `by`.
fn changed(pieces: &[Piece], by: i32) -> Option<String> {
    let len = |piece: &Piece| if let Piece::Random { count, .. } = piece { *count } else { 0 };
    let longest = pieces.iter().enumerate().max_by_key(|(_, piece)| len(piece)).map(|(at, _)| at)?;
    let mut pieces = pieces.to_vec();
    let Piece::Random { count, .. } = &mut pieces[longest] else { return None };
    *count = count.checked_add_signed(by)?;
    Some(written(&pieces))
}

fn swapped(piece: &Piece) -> Piece {
    let swap = |c: char| if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
    match piece {
        Piece::Text(text) => Piece::Text(text.chars().map(swap).collect()),
        other => other.clone(),
    }
}

fn pieces(hir: &Hir, size: Size) -> Vec<Piece> {
    match hir.kind() {
        HirKind::Literal(literal) => vec![Piece::Text(String::from_utf8_lossy(&literal.0).into_owned())],
        HirKind::Class(_) => vec![random(hir, 1)],
        HirKind::Concat(parts) => joined(parts.iter().flat_map(|part| pieces(part, size))),
        HirKind::Alternation(branches) => {
            let branch = if size == Size::Shortest { branches.first() } else { branches.last() };
            branch.map(|branch| pieces(branch, size)).unwrap_or_default()
        }
        HirKind::Repetition(repetition) => repeated(repetition, size),
        HirKind::Capture(capture) => pieces(&capture.sub, size),
        HirKind::Empty | HirKind::Look(_) => Vec::new(),
    }
}

fn repeated(Repetition { min, max, sub, .. }: &Repetition, size: Size) -> Vec<Piece> {
    let count = match (size, max) {
        (Size::Shortest, _) => *min,
        (Size::Longest, Some(max)) => (*max).min(min + 4 * OPEN_END),
        (Size::Longest, None) if matches!(sub.kind(), HirKind::Class(_)) => min + OPEN_END,
        // Each of these is long already.
        (Size::Longest, None) => min + 1,
    };
    match sub.kind() {
        HirKind::Class(_) if count > 0 => vec![random(sub, count)],
        _ => (0..count).flat_map(|_| pieces(sub, size)).collect(),
    }
}

/// Joins consecutive literal pieces.
fn joined(pieces: impl Iterator<Item = Piece>) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (all.last_mut(), piece) {
            (Some(Piece::Text(text)), Piece::Text(more)) => text.push_str(&more),
            (_, piece) => all.push(piece),
        }
    }
    all
}

/// Random characters of a class: letters and digits, if it has enough of them.
fn random(hir: &Hir, count: u32) -> Piece {
    if let Some(letter) = letter(hir) {
        return Piece::Text(letter.to_string().repeat(count as usize));
    }
    let HirKind::Class(Class::Bytes(class)) = hir.kind() else { return Piece::Text(String::new()) };
    let members: Vec<u8> = class.ranges().iter().flat_map(|range| range.start()..=range.end()).collect();
    let plain: Vec<u8> = members.iter().copied().filter(u8::is_ascii_alphanumeric).collect();
    match plain.len() {
        0 => {
            let blank = members.iter().find(|member| **member == b' ').or(members.first());
            Piece::Text(char::from(blank.copied().unwrap_or(b'-')).to_string().repeat(count as usize))
        }
        _ => Piece::Random { alphabet: alphabet(&plain), count },
    }
}

/// The name of an alphabet, or the class itself.
fn alphabet(members: &[u8]) -> String {
    let mut ranges: Vec<(u8, u8)> = Vec::new();
    for &byte in members {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == byte => *last = byte,
            _ => ranges.push((byte, byte)),
        }
    }
    let range = |(first, last): &(u8, u8)| match last - first {
        0 => char::from(*first).to_string(),
        _ => format!("{}-{}", char::from(*first), char::from(*last)),
    };
    let class: String = ranges.iter().map(range).collect();
    let name = match class.as_str() {
        "0-9a-f" => "hex",
        "0-9A-F" => "HEX",
        "0-9" => "digits",
        "a-z" => "lower",
        "A-Z" => "upper",
        "A-Za-z" => "alpha",
        "0-9A-Za-z" => "alnum",
        "0-9a-z" => "lowernum",
        "0-9A-Z" => "uppernum",
        "2-7A-Z" => "b32",
        _ => return format!("[{class}]"),
    };
    name.to_owned()
}

fn written(pieces: &[Piece]) -> String {
    let one = |piece: &Piece| match piece {
        Piece::Text(text) => text.replace('{', "{{").replace('}', "}}"),
        Piece::Random { alphabet, count } => format!("{{{alphabet}:{count}}}"),
    };
    pieces.iter().map(one).collect()
}
