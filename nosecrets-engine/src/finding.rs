//! What was found.

use std::path::{Path, PathBuf};

use nosecrets_detectors::{Audience, Confidence, Redacted, Severity, Verdict};

use crate::config::Level;
use crate::literal::{Context, Origin};
use crate::location::{Excerpt, Location};
use crate::role::Role;
use crate::rule::Rule;
use crate::rules::Evidence;
use crate::visible;

/// A credential in a file.
///
/// Built only by `FindingBuilder`, so that one without a rule, a place or a
/// redacted value cannot exist.
#[derive(Debug, Clone)]
pub struct Finding {
    rule: Rule,
    path: PathBuf,
    role: Role,
    context: Context,
    origin: Origin,
    verdict: Verdict,
    level: Level,
    redacted: Option<Redacted>,
    evidence: Vec<Evidence>,
    primary: Label,
    secondary: Vec<Label>,
    holder: Option<String>,
    fingerprint: Fingerprint,
    status: Status,
}

/// A place in a file, and what to say about it.
#[derive(Debug, Clone)]
pub struct Label {
    /// Where.
    pub location: Location,
    /// The lines there, with every secret in them masked.
    pub excerpt: Excerpt,
    /// What to say; lower-case, no final period.
    pub message: String,
}

/// Identifies a finding from run to run: 16 lower-case hex digits.
///
/// It covers rule, path, a 16-bit tag of the value and the ordinal among equal
/// ones. The tag is too short to confirm a guess of the value, and no line
/// number is in it, so it stays when the lines above change.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(String);

/// Whether a finding counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// It counts.
    Active,
    /// A suppression in the source covers it.
    Suppressed {
        /// The reason that was given.
        reason: String,
        /// What it was: `comment`, `attribute` or the other tool's marker.
        by: String,
    },
}

impl Finding {
    /// The detector that claims it, or the rule that it breaks.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// The file, as it was named or found.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the file is for.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// What kind of code or text it stands in.
    #[must_use]
    pub fn context(&self) -> Context {
        self.context
    }

    /// What kind of literal it was found in.
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// What the checksum said.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// deny, warn or allow.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
    }

    /// What was found, as a headline without a value.
    #[must_use]
    pub fn title(&self) -> String {
        let title = self.rule.title();
        if matches!(self.rule, Rule::Semantic(_)) {
            return title.to_owned();
        }
        match self.context {
            Context::Comment => format!("{title} in a comment"),
            Context::Doc => format!("{title} in documentation"),
            Context::Text => format!("{title} in a file"),
            _ => format!("hard-coded {title}"),
        }
    }

    /// The title, and what may be shown of the value.
    #[must_use]
    pub fn headline(&self) -> String {
        match &self.redacted {
            Some(value) => format!("{} ({value})", self.title()),
            None => self.title(),
        }
    }

    /// How bad a leak is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.rule.severity()
    }

    /// How sure it is; a checksum that holds makes it high.
    #[must_use]
    pub fn confidence(&self) -> Confidence {
        match self.verdict {
            Verdict::Valid => Confidence::High,
            Verdict::Invalid | Verdict::Unknown => self.rule.confidence(),
        }
    }

    /// Whom it is for.
    #[must_use]
    pub fn audience(&self) -> Audience {
        self.rule.audience()
    }

    /// What may be shown of the value; none if no value is known.
    #[must_use]
    pub fn redacted(&self) -> Option<&Redacted> {
        self.redacted.as_ref()
    }

    /// What spoke for and against it, with weights; empty where a shape or
    /// checksum decided.
    #[must_use]
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    /// The token itself.
    #[must_use]
    pub fn primary(&self) -> &Label {
        &self.primary
    }

    /// Further places that make it up: the parts of a folded constant.
    #[must_use]
    pub fn secondary(&self) -> &[Label] {
        &self.secondary
    }

    /// What holds the value, such as "constant `TOKEN`".
    #[must_use]
    pub fn holder(&self) -> Option<&str> {
        self.holder.as_deref()
    }

    /// Identifies it from run to run.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint.0
    }

    /// Whether it counts.
    #[must_use]
    pub fn status(&self) -> &Status {
        &self.status
    }

    /// Whether it counts toward the exit code.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.status == Status::Active && self.level != Level::Allow
    }

    pub(crate) fn suppress(&mut self, reason: &str, by: String) {
        self.status = Status::Suppressed { reason: visible::line(reason), by };
    }

    /// What findings are sorted by: path, place, rule.
    pub(crate) fn sort_key(&self) -> (&Path, usize, usize, &'static str) {
        let at = &self.primary.location;
        (&self.path, at.start, at.end, self.rule.id())
    }

    /// Tells equal findings of a file apart by their order.
    pub(crate) fn set_ordinal(&mut self, ordinal: usize) {
        if ordinal > 0 {
            let seed = format!("{}#{ordinal}", self.fingerprint.0);
            self.fingerprint = Fingerprint(digest(seed.as_bytes()));
        }
    }
}

/// Puts a [`Finding`] together.
#[derive(Debug)]
pub(crate) struct FindingBuilder<'a> {
    pub rule: Rule,
    pub path: &'a Path,
    pub role: Role,
    pub context: Context,
    pub origin: Origin,
    pub verdict: Verdict,
    pub level: Level,
    pub primary: Label,
    pub secondary: Vec<Label>,
    pub holder: Option<String>,
    pub evidence: Vec<Evidence>,
}

impl FindingBuilder<'_> {
    /// The finding of this value; `subject` tells it apart from others of its
    /// rule in the file where no value is known.
    pub(crate) fn build(self, value: Option<&[u8]>, subject: &str) -> Finding {
        let shown = |label: Label| Label { message: visible::line(&label.message), ..label };
        let evidence = |part: Evidence| Evidence { what: visible::line(&part.what), ..part };
        Finding {
            redacted: value.map(|value| Redacted::new(value, self.rule.public_prefix())),
            fingerprint: fingerprint(self.rule.id(), self.path, value.unwrap_or(subject.as_bytes())),
            evidence: self.evidence.into_iter().map(evidence).collect(),
            rule: self.rule,
            path: self.path.to_path_buf(),
            role: self.role,
            context: self.context,
            origin: self.origin,
            verdict: self.verdict,
            level: self.level,
            primary: shown(self.primary),
            secondary: self.secondary.into_iter().map(shown).collect(),
            holder: self.holder.as_deref().map(visible::line),
            status: Status::Active,
        }
    }
}

fn fingerprint(rule: &str, path: &Path, token: &[u8]) -> Fingerprint {
    let tag = nosecrets_detectors::encoding::sha256(token);
    let mut text = Vec::new();
    text.extend_from_slice(rule.as_bytes());
    text.push(0);
    // The same tree gives the same fingerprints on every platform.
    text.extend_from_slice(path.to_string_lossy().replace('\\', "/").as_bytes());
    text.push(0);
    text.extend_from_slice(&tag[..2]);
    Fingerprint(digest(&text))
}

fn digest(text: &[u8]) -> String {
    nosecrets_detectors::encoding::sha256(text)[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}
