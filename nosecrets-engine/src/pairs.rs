//! An identifier and the secret that belongs to it → one finding.
//!
//! An account number is no secret alone, and an access key's id only half of a
//! key: what to do about them is said with the other half. Two halves belong
//! together by scope, not by distance: they stand in the same item (of several,
//! the ones that share the innermost call, struct literal or block), or their
//! names begin alike.

use nosecrets_detectors::{Detector, Tier};

use crate::config::{Level, Levels};
use crate::detection::{Detection, Partner};
use crate::items::{self, Item, ItemKind};
use crate::lexer::{Marks, closer_of};
use crate::rule::Rule;

/// Identifiers that are reported alone too, with the secret that each completes.
const HALVES: &[(&str, &str)] = &[
    ("aws-access-key-id", "aws-secret-access-key"),
    ("aws-temporary-access-key-id", "aws-secret-access-key"),
    ("twilio-api-key-sid", "twilio-api-key-secret"),
];

/// Files with more halves than this are lists, not code.
const MAX_PLACES: usize = 256;

/// Makes one detection of the two halves of each pair in a file.
///
/// What is allowed takes nothing with it: a half is moved only into a secret
/// that is reported.
pub(crate) fn join(source: &[u8], is_rust: bool, levels: &Levels, detections: &mut Vec<Detection>) {
    let (halves, secrets) = ends(levels, detections);
    if halves.is_empty() || secrets.is_empty() || halves.len() + secrets.len() > MAX_PLACES {
        return;
    }
    let mut taken = vec![false; detections.len()];
    for pair in pairs(source, is_rust, detections, &halves, &secrets) {
        if !taken[pair.half] && detections[pair.secret].partners.is_empty() {
            taken[pair.half] = true;
            let partner = partner(&detections[pair.half]);
            detections[pair.secret].partners.push(partner);
        }
    }
    let mut taken = taken.into_iter();
    detections.retain(|_| !taken.next().unwrap_or_default());
}

/// Places in the list of what may be the first half of a pair, and the second.
fn ends(levels: &Levels, detections: &[Detection]) -> (Vec<usize>, Vec<usize>) {
    let detectors = detections.iter().enumerate().filter_map(|(at, detection)| match detection.rule {
        Rule::Detector(detector) => Some((at, detector)),
        Rule::Semantic(_) => None,
    });
    let (halves, others): (Vec<_>, Vec<_>) =
        detectors.partition(|(_, detector)| detector.tier == Tier::Component || is_half(detector));
    let halves: Vec<usize> = halves.into_iter().map(|(at, _)| at).collect();
    if halves.len() > MAX_PLACES {
        return (halves, Vec::new());
    }
    let is_second = |at: usize| halves.iter().any(|&half| completes(detections[half].rule, detections[at].rule));
    let is_reported = |at: usize| levels.of(detections[at].rule) != Level::Allow;
    let secrets = others.into_iter().map(|(at, _)| at).filter(|&at| is_reported(at) && is_second(at)).collect();
    (halves, secrets)
}

/// Two detections that may belong together, by their places in the list.
struct Pair {
    half: usize,
    secret: usize,
    nearness: Nearness,
    /// Bytes from one to the other.
    distance: usize,
}

/// How near two halves are; of two the greater is nearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    /// Their names share so many words at the start.
    Names(usize),
    /// They stand in one item, under so many delimiters that enclose both.
    Item(usize),
}

/// The pairs that there may be, the nearest first.
fn pairs(source: &[u8], is_rust: bool, detections: &[Detection], halves: &[usize], secrets: &[usize]) -> Vec<Pair> {
    let items = if is_rust { items::split(source) } else { None };
    let scope = |&at: &usize| {
        let start = detections[at].host.start;
        (at, items.as_deref().and_then(|items| Scope::at(source, items, start)))
    };
    let halves: Vec<_> = halves.iter().map(scope).collect();
    let secrets: Vec<_> = secrets.iter().map(scope).collect();
    let mut pairs = Vec::new();
    for (half, scope) in &halves {
        for (secret, other) in &secrets {
            let (identifier, credential) = (&detections[*half], &detections[*secret]);
            if !completes(identifier.rule, credential.rule) {
                continue;
            }
            let in_item = scope.as_ref().zip(other.as_ref()).and_then(|(a, b)| a.in_common(b)).map(Nearness::Item);
            let by_name = || common_words(&identifier.key, &credential.key).map(Nearness::Names);
            let distance = identifier.host.start.abs_diff(credential.host.start);
            let nearness = in_item.or_else(by_name);
            pairs.extend(nearness.map(|nearness| Pair { half: *half, secret: *secret, nearness, distance }));
        }
    }
    pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.nearness), pair.distance));
    pairs
}

/// Whether one rule's finding is the identifier that belongs to the other's.
fn completes(half: Rule, secret: Rule) -> bool {
    let (Rule::Detector(half), Rule::Detector(secret)) = (half, secret) else { return false };
    let is_component = half.tier == Tier::Component && secret.tier != Tier::Component;
    // Whose the detectors of a user are, nobody knows.
    let is_of_one = half.provider == secret.provider && !half.is_custom();
    HALVES.contains(&(half.id, secret.id)) || (is_component && is_of_one && !is_half(secret))
}

/// Whether a detector's token is itself the first half of a pair.
fn is_half(detector: &Detector) -> bool {
    HALVES.iter().any(|(half, _)| *half == detector.id)
}

fn partner(half: &Detection) -> Partner {
    let message = format!("with this {}", half.rule.title());
    Partner { spans: half.spans.clone(), message, is_secret: half.is_secret }
}

/// The item around a place, and the delimiters in it that enclose the place.
struct Scope {
    /// Where the item starts.
    item: usize,
    /// Where each group of delimiters starts, the outermost first.
    groups: Vec<usize>,
}

impl Scope {
    /// The innermost item around `at` that is no mere container of items.
    fn at(source: &[u8], items: &[Item], at: usize) -> Option<Scope> {
        let item = items.iter().find(|item| item.range.contains(&at))?;
        if matches!(item.kind, ItemKind::Mod | ItemKind::Impl | ItemKind::Trait) {
            return Scope::at(source, &items::split_body(source, item.body.clone()?)?, at);
        }
        let mut groups = Vec::new();
        for (place, mark) in Marks::new(source, item.range.start).take_while(|(place, _)| *place < at) {
            if closer_of(mark).is_some() {
                groups.push(place);
            } else if matches!(mark, b')' | b']' | b'}') {
                groups.pop()?;
            }
        }
        Some(Scope { item: item.range.start, groups })
    }

    /// How many groups enclose both places, if one item does.
    fn in_common(&self, other: &Scope) -> Option<usize> {
        let shared = self.groups.iter().zip(&other.groups).take_while(|(a, b)| a == b).count();
        (self.item == other.item).then_some(shared)
    }
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
