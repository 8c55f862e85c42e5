//! Detections: what the stages find in a file, before levels and suppressions decide.

use std::ops::Range;

use nosecrets_detectors::{Sensitive, Verdict};

use crate::detect::Found;
use crate::detectors::Detectors;
use crate::literal::{Context, Origin};
use crate::rule::Rule;
use crate::rules::Evidence;
use crate::suppress::Suppression;

/// A credential or objection in a file, before it becomes a finding.
pub(crate) struct Detection {
    pub rule: Rule,
    pub verdict: Verdict,
    /// The credential, if its value is known.
    pub value: Option<Sensitive>,
    /// Tells detections without a value apart.
    pub subject: String,
    /// Whether what stands at the spans must be masked.
    pub is_secret: bool,
    /// Where it stands: for a folded value the parts that it covers.
    pub spans: Vec<Range<usize>>,
    /// The whole literal or text that it stands in.
    pub host: Range<usize>,
    pub origin: Origin,
    pub context: Context,
    /// What to say at the first span.
    pub message: String,
    /// What holds the value, in words.
    pub holder: Option<String>,
    /// The constant or key that holds the value; never shown.
    pub key: String,
    /// What completes it.
    pub partners: Vec<Partner>,
    pub evidence: Vec<Evidence>,
}

/// The other half of a credential: the identifier that a secret belongs to.
pub(crate) struct Partner {
    /// Where it stands.
    pub spans: Vec<Range<usize>>,
    /// What to say there.
    pub message: String,
    /// Whether what stands at the spans must be masked.
    pub is_secret: bool,
}

impl Detection {
    /// The detection of a credential of a known kind.
    pub(crate) fn of(
        detectors: Detectors,
        found: &Found,
        token: &[u8],
        spans: Vec<Range<usize>>,
        host: Range<usize>,
    ) -> Detection {
        Detection {
            rule: Rule::Detector(found.matched.detector),
            verdict: found.matched.verdict,
            value: Some(Sensitive::new(token)),
            subject: String::new(),
            is_secret: true,
            spans,
            host,
            origin: Origin::Text,
            context: Context::Text,
            message: found.matched.detector.title.to_owned(),
            holder: found.site.holder(detectors),
            key: found.site.key(),
            partners: Vec::new(),
            evidence: Vec::new(),
        }
    }

    /// The places that must be masked.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &Range<usize>> {
        let own = self.spans.iter().filter(|_| self.is_secret);
        own.chain(self.partners.iter().filter(|partner| partner.is_secret).flat_map(|partner| &partner.spans))
    }
}

impl Partner {
    /// The name of the user whom a password is for.
    pub(crate) fn user(span: Range<usize>) -> Partner {
        Partner { spans: vec![span], message: "with this user name".into(), is_secret: true }
    }
}

/// The detections and suppressions of one window.
#[derive(Default)]
pub(crate) struct Detections {
    pub detections: Vec<Detection>,
    pub suppressions: Vec<Suppression>,
}

impl Detections {
    /// Whether there is neither.
    pub(crate) fn is_empty(&self) -> bool {
        self.detections.is_empty() && self.suppressions.is_empty()
    }
}
