//! Catalogue → `detectors.lock`, a line of text for each detector.
//!
//! A table of bytes cannot be reviewed. The lines are read back from the table, not from
//! the files that it is made of, so a change of either shows what is matched from then on.
//! A line depends on its detector alone: places in the table are left out, and so is what
//! the detectors that share a shape have in common.

use super::notation::{program, set_of, text};
use crate::catalogue::{Anchor, Catalogue, Outline, Place};
use crate::context::WordList;
use crate::detector::Detector;
use crate::placeholder::class;
use crate::program::UNBOUNDED;
use crate::segment::set_of_classes;
use crate::validator::sha2::sha256;

/// The longest line, in bytes.
pub const MAX_LINE: usize = 2_000;

/// Bytes that a line has beside its fields and what stands between them.
const HASH: usize = 24;

/// The mark of what was cut off.
const CUT: &str = "…";

/// Writes the lines of all detectors, sorted by id.
#[must_use]
pub fn lock(catalogue: &Catalogue) -> String {
    let ways = ways(catalogue);
    let lines = catalogue.detectors().iter().zip(&ways).map(|(detector, ways)| line(detector, ways));
    lines.collect()
}

/// How each detector is found: its anchors, or the shape that it has instead.
fn ways(catalogue: &Catalogue) -> Vec<String> {
    let mut anchors = vec![Vec::new(); catalogue.detectors().len()];
    for number in 0..catalogue.anchor_count() as u16 {
        let (place, anchor) = catalogue.anchor(number);
        anchors[usize::from(anchor.detector)].push((place, anchor));
    }
    let mut ways: Vec<String> = anchors.iter().map(|found| anchored(found)).collect();
    for (number, shape) in (0..).zip(catalogue.shapes()) {
        let written = outline(catalogue, &catalogue.outline(number), shape.is_spaced);
        // Whether they all ask for a name, say, is what they have in common.
        shape.detectors.iter().for_each(|detector| ways[usize::from(detector)].clone_from(&written));
    }
    ways
}

/// The anchors of a detector. Those that differ in nothing but their text stand together.
fn anchored(anchors: &[(Place, Anchor)]) -> String {
    let mut groups: Vec<(String, String, Vec<String>)> = Vec::new();
    for (place, anchor) in anchors {
        let (place, rest) = (in_words(*place), rest(anchor));
        match groups.last_mut() {
            Some(last) if last.0 == place && last.1 == rest => last.2.push(text(anchor.bytes)),
            _ => groups.push((place.into(), rest, vec![text(anchor.bytes)])),
        }
    }
    let groups = groups.iter().map(|(place, rest, texts)| format!("{place} {}{rest}", texts.join(" or ")));
    groups.collect::<Vec<String>>().join(", ")
}

/// Where in a token an anchor is.
fn in_words(place: Place) -> &'static str {
    match place {
        Place::Start => "starts with",
        Place::Inside => "has",
        Place::Anywhere => "has anywhere",
    }
}

/// How far in an anchor is, and how many bytes of a chunk stand there at least.
fn rest(anchor: &Anchor) -> String {
    let Anchor { need, min_offset, max_offset, .. } = anchor;
    let after = if *max_offset == 0 { String::new() } else { format!(" after {} bytes", span(min_offset, max_offset)) };
    format!("{after} ({need} unbroken)")
}

/// What is known of tokens of a shape before it is tried. The length of the shortest is
/// known from the program.
fn outline(catalogue: &Catalogue, outline: &Outline, is_spaced: bool) -> String {
    let (plain, loose) = (catalogue.numbers().plain, catalogue.loose_shapes());
    let class = match usize::from(outline.number) {
        number if loose.contains(&number) => "loose",
        number if number < plain as usize => "plain",
        _ => "mixed",
    };
    let Outline { max_segment, classes, needed, .. } = *outline;
    let spaced = if is_spaced { " with blanks" } else { "" };
    let needed = if needed == 0 { String::new() } else { format!(" with {}", set_of(set_of_classes(needed))) };
    let classes = set_of(set_of_classes(classes));
    format!("{class} shape{spaced}, first run up to {max_segment} of {classes}{needed}")
}

fn span<T: PartialEq + std::fmt::Display>(from: &T, to: &T) -> String {
    if from == to {
        from.to_string()
    } else {
        format!("{from}-{to}")
    }
}

fn line(detector: &Detector, ways: &str) -> String {
    let mut fields = fields(detector, ways);
    let hash = hash(&fields.join(" | "));
    cut(&mut fields);
    format!("{} | {hash}\n", fields.join(" | "))
}

/// Everything that the table holds about a detector.
fn fields(detector: &Detector, ways: &str) -> Vec<String> {
    let Detector { id, provider, title, env, tier, severity, confidence, .. } = detector;
    let Detector { public_prefix, classes, min_entropy, specificity, validator, .. } = detector;
    let shape = &detector.program;
    let end = if shape.max_len == UNBOUNDED { "endless".into() } else { shape.max_len.to_string() };
    let [head, tail] = [shape.head, shape.tail].map(|set| set_of(set.bytes()));
    vec![
        (*id).into(),
        tier.name().into(),
        program(shape),
        format!("length {}", span(&shape.min_len.to_string(), &end)),
        format!("not after {head}, not before {tail}"),
        ways.into(),
        format!("validator {}", validator.name()),
        format!("context {}", words(detector.context)),
        format!("kind {}", words(detector.kind)),
        format!("severity {}, confidence {}", severity.name(), confidence.name()),
        format!("entropy {}.{}, characters {}", min_entropy / 10, min_entropy % 10, characters(*classes)),
        format!("prefix {public_prefix}, rank {specificity}"),
        format!("{provider}: {title}, {env}"),
    ]
}

/// The kinds of character that a pattern takes.
fn characters(kinds: u8) -> String {
    let names = [(class::LOWER, "lower"), (class::UPPER, "upper"), (class::DIGIT, "digit"), (class::WIDE, "wide")];
    let names = names.iter().filter(|(kind, _)| kinds & kind != 0).map(|(_, name)| *name);
    or_none(names.collect::<Vec<&str>>().join(" "))
}

fn words(list: WordList) -> String {
    or_none(list.iter().collect::<Vec<&str>>().join(" "))
}

fn or_none(text: String) -> String {
    if text.is_empty() {
        "none".into()
    } else {
        text
    }
}

/// The first 64 bits of a text's SHA-256, in groups that no detector takes for a token.
fn hash(text: &str) -> String {
    let groups = sha256(text.as_bytes());
    let groups = groups[..8].chunks_exact(2).map(|pair| format!("{:02x}{:02x}", pair[0], pair[1]));
    groups.collect::<Vec<String>>().join(":")
}

/// Shortens the longest fields until the line is short enough.
fn cut(fields: &mut [String]) {
    let len = |fields: &[String]| fields.iter().map(|field| field.len() + " | ".len()).sum::<usize>() + HASH;
    while len(fields) > MAX_LINE {
        let excess = len(fields) - MAX_LINE + CUT.len();
        let Some(longest) = fields.iter_mut().max_by_key(|field| field.len()) else { return };
        let mut end = longest.len().saturating_sub(excess);
        while !longest.is_char_boundary(end) {
            end -= 1;
        }
        longest.truncate(end);
        longest.push_str(CUT);
        if end == 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{cut, CUT, MAX_LINE};

    #[test]
    fn the_longest_field_is_cut() {
        let mut fields = ["id".to_owned(), "é".repeat(MAX_LINE), "end".to_owned()];
        cut(&mut fields);
        assert!(fields[1].ends_with(CUT) && fields[1].len() > MAX_LINE - 50, "{}", fields[1].len());
        assert_eq!([&fields[0], &fields[2]], ["id", "end"]);
        assert!(fields.join(" | ").len() < MAX_LINE);
    }
}
