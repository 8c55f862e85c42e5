//! Candidates → matches: what is known of a token that has a detector's shape.

use core::cmp::Ordering;

use crate::check::Verdict;
use crate::context::Words;
use crate::detector::{Confidence, Detector, Tier};
use crate::entropy;
use crate::matcher::fixed_len;
use crate::placeholder;

/// A token that is a credential of some kind.
#[derive(Debug, Clone, Copy)]
pub struct Match {
    /// The kind.
    pub detector: &'static Detector,
    /// First byte of the token in the value.
    pub start: usize,
    /// Byte after its last.
    pub end: usize,
    /// What its checksum says.
    pub verdict: Verdict,
}

/// Words of names that hold a digest: what looks like a key there is none.
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

/// The names around a value, for detectors that ask for them.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// All of them.
    pub all: &'a Words,
    /// The few nearest, which say what the value is.
    pub near: &'a Words,
    /// The nearest, which names the value itself.
    pub own: &'a Words,
}

impl<'a> Names<'a> {
    /// The same words for all.
    #[must_use]
    pub fn all(words: &'a Words) -> Names<'a> {
        Names { all: words, near: words, own: words }
    }
}

impl Detector {
    /// What is known of a token that has the detector's shape: `None` if it is
    /// no credential.
    ///
    /// `surroundings` is the text that it stands in, for checksums that cover
    /// more than the token.
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

    /// Whether a token of the detector's shape may be one: it is no dummy, and
    /// random enough.
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

    /// Whether the names around a value are those that the detector asks for.
    #[must_use]
    pub fn fits(&self, names: Names<'_>) -> bool {
        self.fits_near(names.near, names.own) && self.fits_all(names.all)
    }

    /// Whether the nearest names say that a value is of this kind.
    #[must_use]
    pub fn fits_near(&self, near: &Words, own: &Words) -> bool {
        self.context.is_empty()
            || (near.contains_any(self.kind)
                && !(self.tier == Tier::Contextual && DIGESTS.iter().any(|word| own.contains_word(word))))
    }

    /// Whether a name around a value says whose it is.
    #[must_use]
    pub fn fits_all(&self, all: &Words) -> bool {
        all.contains_any(self.context)
    }
}

impl Match {
    /// Rank among matches that overlap: the most specific wins, then the
    /// longest; what is of low confidence, such as a login in an address, gives
    /// way to what is known to be in it.
    #[must_use]
    pub fn rank(&self) -> (bool, bool, bool, u16, usize) {
        let is_certain = self.detector.confidence != Confidence::Low;
        let structured = self.detector.tier == Tier::Structured && is_certain;
        let is_valid = self.verdict == Verdict::Valid && is_certain;
        (is_valid, structured, is_certain, self.detector.specificity, self.end - self.start)
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(&self, other: &Match) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Keeps of matches that overlap only the one that ranks highest; the result
/// is in order of place.
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

/// Sorts by merging runs of two, four, eight and so on; what is equal keeps its order.
///
/// The standard library's sort is faster, and a thirtieth of all the code that users of
/// the macro compile: there is seldom more than one match.
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

/// Number of matches at the start of `sorted` that hang together by overlaps.
fn cluster_len(sorted: &[Match]) -> usize {
    let mut end = sorted[0].end;
    let apart = sorted.iter().position(|found| {
        let is_apart = found.start >= end;
        end = end.max(found.end);
        is_apart
    });
    apart.unwrap_or(sorted.len())
}

/// What decides between matches of one rank.
fn tie(found: &Match) -> (bool, &'static str) {
    (!found.detector.is_custom(), found.detector.id)
}

fn resolve_cluster(cluster: &[Match], resolved: &mut Vec<Match>) {
    let mut ranked = cluster.to_vec();
    // Of equal ones that of the user, who will have had a reason.
    sort(&mut ranked, |a, b| b.rank().cmp(&a.rank()).then_with(|| tie(a).cmp(&tie(b))));
    let first = resolved.len();
    for candidate in ranked {
        if !resolved[first..].iter().any(|better| better.overlaps(&candidate)) {
            resolved.push(candidate);
        }
    }
    sort(&mut resolved[first..], |a, b| a.start.cmp(&b.start));
}
