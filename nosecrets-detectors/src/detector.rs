//! What a detector is.

use crate::check::Validator;
use crate::context::WordList;
use crate::program::Program;

/// Id of the provider of detectors that users write.
pub const CUSTOM: &str = "custom";

/// One kind of credential.
#[derive(Debug)]
pub struct Detector {
    /// Unique, kebab-case, prefixed by the provider's id.
    pub id: &'static str,
    /// Id of the provider that issues the credential.
    pub provider: &'static str,
    /// The credential in the vendor's own words.
    pub title: &'static str,
    /// Variable that usually holds such a credential.
    pub env: &'static str,
    /// What it takes for a match to be reported.
    pub tier: Tier,
    /// How bad a leak is.
    pub severity: Severity,
    /// How sure a match is before its checksum is looked at.
    pub confidence: Confidence,
    /// The shape of a token.
    pub program: Program,
    /// Number of bytes at the start of every token that are the same in all
    /// of them and public, so that they may be shown.
    pub public_prefix: u8,
    /// Words of which one must stand among the names around the value.
    pub context: WordList,
    /// Further words of which one must stand among the names, if there are any.
    pub kind: WordList,
    /// Checksum or structure that every real token has.
    pub validator: Validator,
    /// Kinds of character that the pattern takes, as bits of
    /// [`placeholder::class`](crate::placeholder::class).
    pub classes: u8,
    /// Least Shannon entropy of the token's body, in tenths of a bit per byte.
    pub min_entropy: u8,
    /// Rank among overlapping matches; higher wins.
    pub specificity: u16,
}

/// What it takes for a match to be reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Has a prefix or shape of its own: reported wherever it stands.
    Structured,
    /// Needs the provider's name near.
    Contextual,
    /// No secret alone: an identifier or host that completes a pair.
    Component,
}

/// How bad a leak of the credential is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Public by design, or useless alone.
    Low,
    /// Limited scope, short life or read-only by default.
    Medium,
    /// Acts in the name of one service or person.
    High,
    /// Controls an account, money or infrastructure.
    Critical,
}

/// How sure it is that a match is a real credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// A guess from the names around it.
    Low,
    /// Shape and names agree.
    Medium,
    /// The shape is the vendor's alone, or a checksum holds.
    High,
}

/// Whom a finding is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Everyone: acting on it is always right.
    Everyone,
    /// Someone who audits: worth knowing, seldom worth stopping a build.
    Auditor,
}

/// A set of detectors or rules that share a default level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Credentials: denied by default.
    Credential,
    /// Identifiers that are no secret alone: allowed by default.
    Identifier,
    /// Keys, salts and nonces that are the same in every run: a warning by default.
    CryptoConstant,
    /// Code that shows or compares secrets carelessly: a warning by default.
    Exposure,
}

impl Detector {
    /// Whether a user has written it.
    #[must_use]
    pub fn is_custom(&self) -> bool {
        self.provider == CUSTOM
    }

    /// Whom a finding of this detector is for.
    #[must_use]
    #[inline]
    pub fn audience(&self) -> Audience {
        match self.tier {
            Tier::Structured | Tier::Contextual => Audience::Everyone,
            Tier::Component => Audience::Auditor,
        }
    }

    /// The group that decides its default level.
    #[must_use]
    pub fn group(&self) -> Group {
        self.tier.group()
    }
}

impl Tier {
    /// The group that its detectors belong to.
    #[must_use]
    pub fn group(self) -> Group {
        match self {
            Tier::Structured | Tier::Contextual => Group::Credential,
            Tier::Component => Group::Identifier,
        }
    }
}

macro_rules! names {
    ($($type:ident { $($variant:ident = $name:literal),+ $(,)? })+) => {$(
        impl $type {
            /// Every value, in order.
            pub const ALL: &'static [$type] = &[$($type::$variant),+];

            /// The name used in data, configuration and reports.
            #[must_use]
            #[inline]
            pub const fn name(self) -> &'static str {
                match self { $($type::$variant => $name),+ }
            }

            /// The value of that name.
            #[must_use]
            #[inline]
            pub fn from_name(name: &str) -> Option<$type> {
                match name { $($name => Some($type::$variant),)+ _ => None }
            }
        }
    )+};
}

names! {
    Tier { Structured = "structured", Contextual = "contextual", Component = "component" }
    Severity { Low = "low", Medium = "medium", High = "high", Critical = "critical" }
    Confidence { Low = "low", Medium = "medium", High = "high" }
    Audience { Everyone = "everyone", Auditor = "auditor" }
    Group {
        Credential = "credential", Identifier = "identifier", CryptoConstant = "crypto-constant", Exposure = "exposure",
    }
}
