//! An identifier and the secret that belongs to it → one finding.
//!
//! An account number is no secret alone, and an access key's id only half of a
//! key: what to do about them is said with the other half. Two halves belong
//! together by scope, not by distance: they stand in the same item (of several,
//! the ones that share the innermost call, struct literal or block), or their
//! names begin alike.

use std::ops::Range;

use nosecrets_core::{Detector, Tier};

use crate::config::{Level, Levels};
use crate::file::{Detection, Partner};
use crate::items::{self, Item, ItemKind};
use crate::lexer::{Marks, closer_of};
use crate::rule::Rule;

/// Identifiers that are reported alone too, with the secret that each completes.
const HALVES: &[(&str, &str)] = &[
    ("aws-access-key-id", "aws-secret-access-key"),
    ("aws-temporary-access-key-id", "aws-secret-access-key"),
    ("twilio-api-key-sid", "twilio-api-key-secret"),
];

/// How near two halves are; of two the greater is nearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    /// Their names share so many words at the start.
    Names(usize),
    /// They stand in one item, in a group that starts there.
    Group(usize),
}

/// Makes one detection of the two halves of each pair in a file.
///
/// What is allowed takes nothing with it: a half is moved only into a secret
/// that is reported.
pub(crate) fn join(source: &[u8], is_rust: bool, levels: &Levels, detections: &mut Vec<Detection>) {
    let mut taken = vec![false; detections.len()];
    let mut pairs = candidates(source, is_rust, levels, detections);
    pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.nearness), pair.distance));
    for pair in pairs {
        let is_free = !taken[pair.half] && detections[pair.secret].partners.is_empty();
        if is_free {
            taken[pair.half] = true;
            let partner = partner(&detections[pair.half]);
            detections[pair.secret].partners.push(partner);
        }
    }
    let mut taken = taken.into_iter();
    detections.retain(|_| !taken.next().unwrap_or_default());
}

/// Two detections that may belong together, by their places in the list.
struct Pair {
    half: usize,
    secret: usize,
    nearness: Nearness,
    /// Bytes from one to the other.
    distance: usize,
}

fn candidates(source: &[u8], is_rust: bool, levels: &Levels, detections: &[Detection]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut items = None;
    for (half, identifier) in detections.iter().enumerate() {
        for (secret, credential) in detections.iter().enumerate() {
            if !completes(identifier.rule, credential.rule) || levels.of(credential.rule) == Level::Allow {
                continue;
            }
            let items = items.get_or_insert_with(|| if is_rust { items::split(source) } else { None });
            let places = (identifier.host.start, credential.host.start);
            let group = items.as_deref().and_then(|items| common_group(source, items, places)).map(Nearness::Group);
            let names = || common_words(&identifier.key, &credential.key).map(Nearness::Names);
            let Some(nearness) = group.or_else(names) else { continue };
            pairs.push(Pair { half, secret, nearness, distance: places.0.abs_diff(places.1) });
        }
    }
    pairs
}

/// Whether one rule's finding is the identifier that belongs to the other's.
fn completes(half: Rule, secret: Rule) -> bool {
    let (Rule::Detector(half), Rule::Detector(secret)) = (half, secret) else { return false };
    let is_component = half.tier == Tier::Component && secret.tier != Tier::Component;
    HALVES.contains(&(half.id, secret.id)) || (is_component && half.provider == secret.provider && !is_half(secret))
}

/// Whether a detector's token is itself the first half of a pair.
fn is_half(detector: &Detector) -> bool {
    HALVES.iter().any(|(half, _)| *half == detector.id)
}

fn partner(half: &Detection) -> Partner {
    let message = format!("with this {}", half.rule.title());
    Partner { spans: half.spans.clone(), message, is_secret: half.is_secret }
}

/// Start of the innermost group around both places, if one item holds both.
fn common_group(source: &[u8], items: &[Item], (a, b): (usize, usize)) -> Option<usize> {
    let item = items.iter().find(|item| item.range.contains(&a) && item.range.contains(&b))?;
    if matches!(item.kind, ItemKind::Mod | ItemKind::Impl | ItemKind::Trait) {
        let inner = items::split_body(source, item.body.clone()?)?;
        return common_group(source, &inner, (a, b));
    }
    innermost(source, item.range.clone(), a.min(b)..a.max(b))
}

/// Start of the innermost pair of delimiters around `places`, or of the item.
fn innermost(source: &[u8], item: Range<usize>, places: Range<usize>) -> Option<usize> {
    let mut open = Vec::new();
    // Groups that were open at the first place, and are still.
    let mut shared = None;
    for (at, mark) in Marks::new(source, item.start) {
        if shared.is_none() && at >= places.start {
            shared = Some(open.len());
        }
        if at >= places.end {
            break;
        }
        if closer_of(mark).is_some() {
            open.push(at);
        } else if matches!(mark, b')' | b']' | b'}') {
            open.pop()?;
            shared = shared.map(|shared| shared.min(open.len()));
        }
    }
    let depth = shared.unwrap_or(open.len());
    Some(depth.checked_sub(1).and_then(|last| open.get(last)).map_or(item.start, |start| start + 1))
}

/// How many words two names have in common at their start; none if the first
/// word differs.
fn common_words(a: &str, b: &str) -> Option<usize> {
    let words = |name: &str| -> Vec<String> {
        name.split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_ascii_lowercase).collect()
    };
    let common = words(a).iter().zip(&words(b)).take_while(|(a, b)| a == b && !a.is_empty()).count();
    (common > 0).then_some(common)
}
