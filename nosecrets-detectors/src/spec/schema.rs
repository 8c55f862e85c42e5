//! The detectors' files as they are written.

use std::fmt;

use serde::Deserialize;

use super::category::Category;

/// One file: a provider and its detectors.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Who issues the credentials.
    pub provider: Provider,
    /// The kinds of credential.
    #[serde(rename = "detector")]
    pub detectors: Vec<Detector>,
}

/// Who issues credentials.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Kebab-case, equal to the file's name.
    pub id: String,
    /// In the vendor's own spelling.
    pub name: String,
    /// The vendor's page on its credentials.
    pub url: String,
    /// What the vendor's service is; gives the way out where none is written.
    pub category: Option<Category>,
    /// The page on which keys are managed.
    pub console: Option<String>,
    /// Crates and other spellings.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What to do about a leak; without it, what the category says.
    pub remediation: Option<Remediation>,
}

/// The way out of a leak.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remediation {
    /// What the credential can do and what a leak costs.
    pub risk: String,
    /// Where to look whether it was misused.
    pub check: Vec<String>,
    /// How to make a new one.
    pub create: Vec<String>,
    /// What to change in the services that use it.
    #[serde(default)]
    pub replace: Vec<String>,
    /// How to revoke the old one.
    pub revoke: Vec<String>,
    /// What to watch afterwards.
    pub watch: Vec<String>,
    /// The vendor's pages.
    #[serde(default)]
    pub links: Vec<String>,
    /// The vendor's call that revokes it.
    pub revoke_api: Option<String>,
}

/// One kind of credential.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Detector {
    /// Unique, prefixed by the provider's id.
    pub id: String,
    /// Noun phrase in the vendor's words.
    pub title: String,
    /// Variable that usually holds it.
    pub env: String,
    /// Shape of a token, in the subset of regex syntax that can be compiled; empty if
    /// there is a regex.
    pub pattern: String,
    /// A regex in place of a pattern: only detectors of users have one.
    #[serde(skip)]
    pub regex: Option<Regex>,
    /// `critical`, `high`, `medium` or `low`.
    pub severity: String,
    /// `high`, `medium` or `low`.
    pub confidence: String,
    /// Whether it is no secret alone.
    #[serde(default)]
    pub component: bool,
    /// Words of which one must stand near.
    #[serde(default)]
    pub context: Vec<String>,
    /// Further words of which one must stand near.
    #[serde(default)]
    pub kind: Vec<String>,
    /// Checksum or structure.
    pub validator: Option<String>,
    /// Least entropy in bits per byte.
    pub min_entropy: Option<f64>,
    /// Templates of tokens that are found.
    pub positive: Vec<String>,
    /// Templates of what is not.
    pub negative: Vec<String>,
}

impl Detector {
    /// The text of its pattern, or of its regex.
    #[must_use]
    pub fn shape(&self) -> &str {
        self.regex.as_ref().map_or(&self.pattern, |regex| &regex.text)
    }
}

/// A regex that finds credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regex {
    /// As it is written, in the syntax of the crate `regex`.
    pub text: String,
    /// The group that holds the credential. Without it, the first group that takes part in a match
    /// holds the credential, or the whole match does if the regex has no group.
    pub group: Option<CaptureGroup>,
}

/// A group of a regex.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "the group must be a number from 0 on, or a name")]
pub enum CaptureGroup {
    /// By its number; 0 is the whole match.
    Number(u32),
    /// By its name.
    Name(String),
}

impl fmt::Display for CaptureGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CaptureGroup::Number(number) => number.fmt(f),
            CaptureGroup::Name(name) => name.fmt(f),
        }
    }
}

/// Reads one file.
///
/// # Errors
/// If the text is not TOML or does not follow the schema; the message has the
/// line and column.
pub fn parse(text: &str) -> Result<File, String> {
    toml::from_str(text).map_err(|error| error.to_string())
}
