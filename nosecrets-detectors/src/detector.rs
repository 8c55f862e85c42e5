//! The definition of a detector.

use crate::check::Validator;
use crate::context::WordList;
use crate::program::Program;

/// Provider id of custom detectors.
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
    /// The environment variable that usually contains such a credential.
    pub env: &'static str,
    /// What a match requires in order to be reported.
    pub tier: Tier,
    /// How bad a leak is.
    pub severity: Severity,
    /// How certain a match is before its checksum is verified.
    pub confidence: Confidence,
    /// The pattern of a token.
    pub program: Program,
    /// Length of the public prefix that all tokens share, in bytes. It may be shown.
    pub public_prefix: u8,
    /// Context words. One of them must be among the names around the value.
    pub context: WordList,
    /// Words for the kind of value. If there are any, one of them must be among the names too.
    pub kind: WordList,
    /// Checksum or structure that every real token has.
    pub validator: Validator,
    /// Character classes of the pattern, as bits of
    /// [`placeholder::class`](crate::placeholder::class).
    pub classes: u8,
    /// Minimum Shannon entropy of the token's body, in tenths of a bit per byte.
    pub min_entropy: u8,
    /// Rank among overlapping matches; higher wins.
    pub specificity: u16,
}

/// What a match requires in order to be reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Has a distinctive prefix or shape: reported wherever it occurs.
    Structured,
    /// Needs the provider's name nearby.
    Contextual,
    /// Not secret on its own: an identifier or host that completes a pair.
    Component,
}

/// How bad a leak of the credential is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Public by design, or useless on its own.
    Low,
    /// Limited scope, short life or read-only by default.
    Medium,
    /// Acts on behalf of one service or person.
    High,
    /// Controls an account, money or infrastructure.
    Critical,
}

/// How certain it is that a match is a real credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// A guess from the names around it.
    Low,
    /// Shape and names agree.
    Medium,
    /// The shape is unique to the vendor, or a checksum is valid.
    High,
}

/// The audience of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Everyone: it is always right to act on it.
    Everyone,
    /// Auditors: worth knowing, but rarely worth failing a build.
    Auditor,
}

/// A set of detectors or rules that share a default level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Credentials: denied by default.
    Credential,
    /// Identifiers that are not secret on their own: allowed by default.
    Identifier,
    /// IVs, nonces, salts and seeds that never change from run to run: a warning by default.
    CryptoConstant,
    /// Code that shows or compares secrets carelessly: a warning by default.
    Exposure,
}

impl Detector {
    /// Whether this is a custom detector.
    #[must_use]
    pub fn is_custom(&self) -> bool {
        self.provider == CUSTOM
    }

    /// The audience of this detector's findings.
    #[must_use]
    #[inline]
    pub fn audience(&self) -> Audience {
        match self.tier {
            Tier::Structured | Tier::Contextual => Audience::Everyone,
            Tier::Component => Audience::Auditor,
        }
    }

    /// The group, which determines the default level.
    #[must_use]
    pub fn group(&self) -> Group {
        self.tier.group()
    }
}

impl Tier {
    /// The group of detectors of this tier.
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

            /// The value with this name.
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
