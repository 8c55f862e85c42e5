//! Candidates → matches: decides whether a token with a detector's shape is a credential.

use core::cmp::Ordering;

use crate::check::Verdict;
use crate::context::Words;
use crate::detector::{Confidence, Detector, Tier};
use crate::entropy;
use crate::matcher::fixed_len;
use crate::placeholder;

/// A token that was judged to be a credential.
#[derive(Debug, Clone, Copy)]
pub struct Match {
    /// The kind of credential.
    pub detector: &'static Detector,
    /// Offset of its first byte in the value.
    pub start: usize,
    /// Byte after its last.
    pub end: usize,
    /// The validator's verdict.
    pub verdict: Verdict,
}

/// Words in names of digests. What looks like a key under such a name is a digest.
const DIGESTS: &[&str] = &[
    "sha",
    "sha1",
    "sha256",
    "sha512",
    "md5",
    "hash",
    "digest",
    "checksum",
    "commit",
    "revision",
    "rev",
    "etag",
    "crc",
    "integrity",
    "fingerprint",
    "thumbprint",
    "uuid",
    "guid",
    "signature",
    "public",
    "pubkey",
];

/// The names around a value, for detectors that need them.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// All of them.
    pub all: &'a Words,
    /// The few nearest ones, which say what the value is.
    pub near: &'a Words,
    /// The nearest one, which names the value itself.
    pub own: &'a Words,
}

impl<'a> Names<'a> {
    /// Uses `words` at every distance.
    #[must_use]
    pub fn all(words: &'a Words) -> Names<'a> {
        Names { all: words, near: words, own: words }
    }
}

impl Detector {
    /// The verdict on a token with the detector's shape; `None` if it is not a credential.
    ///
    /// `surroundings` is the text around the token, for checksums that cover more than the token.
    #[must_use]
    pub fn judge(&self, token: &[u8], names: Names<'_>, surroundings: &[u8]) -> Option<Verdict> {
        if !self.fits(names) || !self.is_plausible(token) {
            return None;
        }
        match self.validator.check_in(token, surroundings) {
            Verdict::Invalid => None,
            verdict => Some(verdict),
        }
    }

    /// Whether a token with the detector's shape is plausible: it is not a dummy, and random
    /// enough.
    #[must_use]
    pub fn is_plausible(&self, token: &[u8]) -> bool {
        if self.min_entropy == 0 {
            return true;
        }
        let body = &token[fixed_len(&self.program, token)..];
        entropy::is_at_least(body, self.min_entropy)
            && !placeholder::is_dummy(body, self.classes)
            && !placeholder::is_digest(token, self.classes)
    }

    /// Whether the names around a value satisfy the detector.
    #[must_use]
    pub fn fits(&self, names: Names<'_>) -> bool {
        self.fits_near(names.near, names.own) && self.fits_all(names.all)
    }

    /// Whether the nearest names fit a value of this kind.
    #[must_use]
    pub fn fits_near(&self, near: &Words, own: &Words) -> bool {
        self.context.is_empty()
            || (near.contains_any(self.kind)
                && !(self.tier == Tier::Contextual && DIGESTS.iter().any(|word| own.contains_word(word))))
    }

    /// Whether a name around a value identifies the provider.
    #[must_use]
    pub fn fits_all(&self, all: &Words) -> bool {
        all.contains_any(self.context)
    }
}

impl Match {
    /// Rank among overlapping matches: the most specific wins, then the longest. Low confidence,
    /// such as a login in an address, gives way to known tokens inside it.
    #[must_use]
    pub fn rank(&self) -> (bool, bool, bool, u16, usize) {
        let is_certain = self.detector.confidence != Confidence::Low;
        let structured = self.detector.tier == Tier::Structured && is_certain;
        let is_valid = self.verdict == Verdict::Valid && is_certain;
        (is_valid, structured, is_certain, self.detector.specificity, self.end - self.start)
    }

    /// Whether the two matches overlap.
    #[must_use]
    pub fn overlaps(&self, other: &Match) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Resolves overlaps: keeps the highest-ranked match of each cluster. The result is sorted by
/// position.
pub fn resolve(matches: &mut Vec<Match>) {
    sort(matches, |a, b| a.start.cmp(&b.start));
    let mut resolved = Vec::with_capacity(matches.len());
    let mut rest = &matches[..];
    while !rest.is_empty() {
        let (cluster, later) = rest.split_at(cluster_len(rest));
        resolve_cluster(cluster, &mut resolved);
        rest = later;
    }
    *matches = resolved;
}

/// A stable merge sort, with runs of two, four, eight and so on.
///
/// The standard library's sort is faster, but it is a thirtieth of all code that users of the macro
/// compile, and there is rarely more than one match.
fn sort(matches: &mut [Match], order: fn(&Match, &Match) -> Ordering) {
    let mut width = 1;
    while width < matches.len() {
        for run in matches.chunks_mut(width * 2).filter(|run| run.len() > width) {
            merge(run, width, order);
        }
        width *= 2;
    }
}

/// Merges the sorted runs before and after `middle`.
fn merge(run: &mut [Match], middle: usize, order: fn(&Match, &Match) -> Ordering) {
    let before = run[..middle].to_vec();
    let (mut first, mut second) = (0, middle);
    for at in 0..run.len() {
        if first == before.len() {
            break;
        }
        if second < run.len() && order(&run[second], &before[first]) == Ordering::Less {
            run[at] = run[second];
            second += 1;
        } else {
            run[at] = before[first];
            first += 1;
        }
    }
}

/// Number of matches at the start of `sorted` that are linked by overlaps.
fn cluster_len(sorted: &[Match]) -> usize {
    let mut end = sorted[0].end;
    let apart = sorted.iter().position(|found| {
        let is_apart = found.start >= end;
        end = end.max(found.end);
        is_apart
    });
    apart.unwrap_or(sorted.len())
}

/// Breaks ties between matches of equal rank.
fn tie(found: &Match) -> (bool, &'static str) {
    (!found.detector.is_custom(), found.detector.id)
}

fn resolve_cluster(cluster: &[Match], resolved: &mut Vec<Match>) {
    let mut ranked = cluster.to_vec();
    // Of equal ones, the custom detector wins: its author will have had a reason.
    sort(&mut ranked, |a, b| b.rank().cmp(&a.rank()).then_with(|| tie(a).cmp(&tie(b))));
    let first = resolved.len();
    for candidate in ranked {
        if !resolved[first..].iter().any(|better| better.overlaps(&candidate)) {
            resolved.push(candidate);
        }
    }
    sort(&mut resolved[first..], |a, b| a.start.cmp(&b.start));
}
