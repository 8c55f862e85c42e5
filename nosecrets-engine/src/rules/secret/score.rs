//! Adds up what speaks for and against a secret.

use super::name::{Claim, Kind, Strength};
use super::value::{SIGNS, Subject};
use crate::rules::Evidence;

/// What the parts add up to.
pub(crate) struct Score {
    /// Reasons for and against.
    pub parts: Vec<Evidence>,
    threshold: i32,
}

impl Score {
    /// Whether the value is taken for a secret.
    pub(crate) fn is_secret(&self) -> bool {
        self.sum() >= self.threshold
    }

    fn sum(&self) -> i32 {
        self.parts.iter().map(|part| part.weight).sum()
    }
}

/// Judges a text under a name.
pub(crate) fn score(subject: &Subject<'_>) -> Score {
    let shown = SIGNS.iter().filter(|sign| (sign.holds)(subject));
    let signs = shown.map(|sign| Evidence { what: sign.what.to_owned(), weight: sign.weight });
    Score { parts: [named(subject.claim)].into_iter().chain(signs).collect(), threshold: THRESHOLD }
}

/// What the parts must add up to.
const THRESHOLD: i32 = 60;

/// What the name counts for: the more plainly it says that it names a secret,
/// the less the value must say.
///
/// People choose passwords, so a weak text is one; tokens and keys are random.
fn named(claim: Claim) -> Evidence {
    let (degree, weight) = match (claim.strength, claim.kind) {
        (Strength::Strong, Kind::Password) => ("plainly", 40),
        (Strength::Strong, Kind::Secret | Kind::Key) => ("plainly", 25),
        (Strength::Strong, _) => ("plainly", 20),
        (Strength::Weak, Kind::Password) => ("perhaps", 10),
        (Strength::Weak, _) => ("perhaps", -15),
    };
    Evidence { what: format!("the name {degree} says {}", claim.kind.noun()), weight }
}
