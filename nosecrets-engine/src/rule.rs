//! What a finding breaks: a kind of credential that a detector knows, or a rule
//! about what the code does.

use nosecrets_detectors::{Audience, Confidence, Detector, Group, Severity};

/// A detector or a semantic rule.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// A kind of credential, known by its shape.
    Detector(&'static Detector),
    /// Something that the code does.
    Semantic(&'static Semantic),
}

/// A rule about what the code does.
#[derive(Debug)]
pub struct Semantic {
    /// Unique, kebab-case, named for the defect.
    pub id: &'static str,
    /// What is wrong, as a noun phrase without a final period.
    pub title: &'static str,
    /// Decides the default level.
    pub group: Group,
    /// How bad it is.
    pub severity: Severity,
    /// How sure a finding is, unless its evidence says otherwise.
    pub confidence: Confidence,
    /// What to write instead, in order.
    pub help: &'static [&'static str],
    /// Markdown: what it does, why it is bad, an example, what to use instead.
    pub page: &'static str,
}

impl Rule {
    /// Unique, kebab-case.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Rule::Detector(detector) => detector.id,
            Rule::Semantic(rule) => rule.id,
        }
    }

    /// The kind of credential, or what is wrong.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Rule::Detector(detector) => detector.title,
            Rule::Semantic(rule) => rule.title,
        }
    }

    /// Who issues the credential.
    #[must_use]
    pub fn provider(self) -> Option<&'static str> {
        match self {
            Rule::Detector(detector) => Some(detector.provider),
            Rule::Semantic(_) => None,
        }
    }

    /// The variable that usually holds the credential.
    #[must_use]
    pub fn env(self) -> Option<&'static str> {
        match self {
            Rule::Detector(detector) => Some(detector.env),
            Rule::Semantic(_) => None,
        }
    }

    /// Decides the default level.
    #[must_use]
    pub fn group(self) -> Group {
        match self {
            Rule::Detector(detector) => detector.group(),
            Rule::Semantic(rule) => rule.group,
        }
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Rule::Detector(detector) => detector.severity,
            Rule::Semantic(rule) => rule.severity,
        }
    }

    /// How sure a finding is.
    #[must_use]
    pub fn confidence(self) -> Confidence {
        match self {
            Rule::Detector(detector) => detector.confidence,
            Rule::Semantic(rule) => rule.confidence,
        }
    }

    /// Whom a finding is for.
    #[must_use]
    pub fn audience(self) -> Audience {
        match self {
            Rule::Detector(detector) => detector.audience(),
            Rule::Semantic(_) => Audience::Everyone,
        }
    }

    /// Bytes at the start of a value that may be shown.
    #[must_use]
    pub(crate) fn public_prefix(self) -> usize {
        match self {
            Rule::Detector(detector) => detector.public_prefix.into(),
            Rule::Semantic(_) => 0,
        }
    }
}
