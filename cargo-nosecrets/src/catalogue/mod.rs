//! What the command can say about detectors and providers.
//!
//! Texts are apart from the table that matching needs, so that the macros do
//! not carry them.

#[rustfmt::skip]
mod table;

use nosecrets_core::Detector;

/// Who issues credentials.
#[derive(Debug)]
pub struct Provider {
    /// Kebab-case.
    pub id: &'static str,
    /// In the vendor's own spelling.
    pub name: &'static str,
    /// The vendor's page on its credentials.
    pub url: &'static str,
    /// Crates and other spellings.
    pub aliases: &'static [&'static str],
    /// What to do about a leak.
    pub remediation: Remediation,
}

/// The way out of a leak, each list in the order in which it is to be done.
#[derive(Debug)]
pub struct Remediation {
    /// What the credential can do and what a leak costs.
    pub risk: &'static str,
    /// Where to look whether it was misused.
    pub check: &'static [&'static str],
    /// How to make a new one.
    pub create: &'static [&'static str],
    /// What to change in the services that use it.
    pub replace: &'static [&'static str],
    /// How to revoke the old one.
    pub revoke: &'static [&'static str],
    /// What to watch afterwards.
    pub watch: &'static [&'static str],
    /// The vendor's pages.
    pub links: &'static [&'static str],
    /// The vendor's call that revokes it.
    pub revoke_api: Option<&'static str>,
}

/// What is only shown of a detector.
#[derive(Debug)]
pub struct Text {
    /// Id of the detector.
    pub id: &'static str,
    /// The pattern, in the syntax of the data.
    pub pattern: &'static str,
    /// Templates of tokens that are found.
    pub positive: &'static [&'static str],
    /// Templates of what is not.
    pub negative: &'static [&'static str],
}

/// All providers, sorted by id.
#[must_use]
pub fn providers() -> &'static [Provider] {
    table::PROVIDERS
}

/// The provider of that id.
#[must_use]
pub fn provider(id: &str) -> Option<&'static Provider> {
    let at = table::PROVIDERS.binary_search_by(|provider| provider.id.cmp(id)).ok()?;
    Some(&table::PROVIDERS[at])
}

/// What is shown of a detector.
#[must_use]
pub fn text(detector: &Detector) -> Option<&'static Text> {
    let at = table::TEXTS.binary_search_by(|text| text.id.cmp(detector.id)).ok()?;
    Some(&table::TEXTS[at])
}
