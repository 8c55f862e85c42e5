//! What a run found, and what it could not look at.

use std::path::PathBuf;
use std::time::Duration;

use crate::config::Level;
use crate::finding::Finding;
use crate::location::{Excerpt, Location};

/// The result of a run, independent of the number of threads.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Findings, sorted by path, place and rule.
    pub findings: Vec<Finding>,
    /// Files that were not looked at, sorted by path.
    pub skipped: Vec<Skipped>,
    /// Problems with suppressions: unknown rule, no reason, unused.
    pub notices: Vec<Notice>,
    /// Totals.
    pub stats: Stats,
}

/// A file that was not looked at, or not as it should have been.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub why: SkipReason,
}

/// Why a file was not looked at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SkipReason {
    /// Its content is not text.
    Binary,
    /// A list of hashes that cargo writes: no credential can be in it.
    Hashes,
    /// Neither a file nor a folder: a pipe, socket or device.
    Special,
    /// A link that leads out of the tree or in a circle.
    Link,
    /// Larger than the limit that was given, in bytes.
    TooLarge(u64),
    /// The system would not let us read it.
    Unreadable(String),
}

/// Something about the sources that is no credential but should be seen to.
#[derive(Debug, Clone)]
pub struct Notice {
    /// `unused-suppression`, `unknown-rule`, `missing-reason` or `malformed-suppression`.
    pub id: &'static str,
    /// How loud: `Deny` makes the run fail.
    pub level: Level,
    /// The file.
    pub path: PathBuf,
    /// Where in it.
    pub location: Location,
    /// The line there.
    pub excerpt: Excerpt,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// Totals of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Files read.
    pub files: usize,
    /// Bytes read.
    pub bytes: u64,
    /// Rust files of which at least one item was parsed.
    pub parsed: usize,
    /// Rust files that could be read only as tokens or text.
    pub unparsed: usize,
    /// Time the run took.
    pub elapsed: Duration,
}

impl SkipReason {
    /// Whether the run is incomplete because of it.
    #[must_use]
    pub fn is_error(&self) -> bool {
        matches!(self, SkipReason::Unreadable(_))
    }

    /// The name used in reports.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            SkipReason::Binary => "binary",
            SkipReason::Hashes => "hashes",
            SkipReason::Special => "special",
            SkipReason::Link => "link",
            SkipReason::TooLarge(_) => "too-large",
            SkipReason::Unreadable(_) => "unreadable",
        }
    }

    /// The reason in words.
    #[must_use]
    pub fn explain(&self) -> String {
        match self {
            SkipReason::Binary => "binary file".into(),
            SkipReason::Hashes => "list of checksums written by cargo".into(),
            SkipReason::Special => "neither a file nor a folder".into(),
            SkipReason::Link => "symbolic link that leaves the tree or forms a loop".into(),
            SkipReason::TooLarge(limit) => format!("larger than the limit of {limit} bytes"),
            SkipReason::Unreadable(why) => why.clone(),
        }
    }
}

impl Report {
    /// Findings that count, with their level.
    pub fn active(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.is_active())
    }

    /// Number of findings and notices of a level that count.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        let findings = self.active().filter(|finding| finding.level() == level).count();
        let notices = self.notices.iter().filter(|notice| notice.level == level).count();
        findings + notices
    }

    /// Whether something that should have been read could not be.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.skipped.iter().any(|skipped| skipped.why.is_error())
    }

    /// Takes in the report of another file or run.
    pub fn merge(&mut self, other: Report) {
        self.findings.extend(other.findings);
        self.skipped.extend(other.skipped);
        self.notices.extend(other.notices);
        self.stats.files += other.stats.files;
        self.stats.bytes += other.stats.bytes;
        self.stats.parsed += other.stats.parsed;
        self.stats.unparsed += other.stats.unparsed;
    }

    /// Puts everything in an order that does not depend on threads.
    pub fn sort(&mut self) {
        self.findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        self.skipped.sort();
        self.notices.sort_by(|a, b| (&a.path, a.location.start, a.id).cmp(&(&b.path, b.location.start, b.id)));
    }
}
