//! What the command can say about detectors and providers.
//!
//! Texts are apart from the table that matching needs, so that the macros do
//! not carry them.

#[rustfmt::skip]
mod table;
mod way_out;

pub use way_out::WayOut;

use nosecrets_detectors::Detector;

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
    /// What its service is, if that is given: the name of a [`Category`].
    pub category: Option<&'static str>,
    /// The page on which keys are managed.
    pub console: Option<&'static str>,
    /// What to do about a leak, if it is written for this provider.
    remediation: Option<&'static Remediation>,
}

/// What a provider's service is.
#[derive(Debug)]
pub struct Category {
    /// One word.
    pub name: &'static str,
    /// What belongs to it.
    pub says: &'static str,
    /// What to do about a leak, with `{name}` and `{console}` for those of a provider.
    remediation: Remediation,
}

/// The way out of a leak as it is written, each list in the order in which it
/// is to be done.
#[derive(Debug)]
struct Remediation {
    /// What the credential can do and what a leak costs.
    risk: &'static str,
    /// Where to look whether it was misused.
    check: &'static [&'static str],
    /// How to make a new one.
    create: &'static [&'static str],
    /// What to change in the services that use it.
    replace: &'static [&'static str],
    /// How to revoke the old one.
    revoke: &'static [&'static str],
    /// What to watch afterwards.
    watch: &'static [&'static str],
    /// The vendor's pages.
    links: &'static [&'static str],
    /// The vendor's call that revokes it.
    revoke_api: Option<&'static str>,
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

/// All categories, sorted by name.
#[must_use]
pub fn categories() -> &'static [Category] {
    table::CATEGORIES
}

/// The provider of that id.
#[must_use]
pub fn provider(id: &str) -> Option<&'static Provider> {
    let at = table::PROVIDERS.binary_search_by(|provider| provider.id.cmp(id)).ok()?;
    Some(&table::PROVIDERS[at])
}

/// The provider of that id, name or alias; case and marks do not matter.
#[must_use]
pub fn named(name: &str) -> Option<&'static Provider> {
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let wanted = plain(name);
    let is_meant = |text: &str| !wanted.is_empty() && plain(text) == wanted;
    let by_name = || providers().iter().find(|provider| is_meant(provider.id) || is_meant(provider.name));
    let by_alias = || providers().iter().find(|provider| provider.aliases.iter().any(|alias| is_meant(alias)));
    provider(name).or_else(by_name).or_else(by_alias)
}

/// What is shown of a detector.
#[must_use]
pub fn text(detector: &Detector) -> Option<&'static Text> {
    let at = table::TEXTS.binary_search_by(|text| text.id.cmp(detector.id)).ok()?;
    Some(&table::TEXTS[at])
}
