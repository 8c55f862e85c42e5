//! Texts about detectors and providers.
//!
//! They are separate from the table that matching needs, so that the macros do not include them.

#[rustfmt::skip]
mod table;
mod way_out;

pub use way_out::WayOut;

use nosecrets_detectors::Detector;

/// An issuer of credentials.
#[derive(Debug)]
pub struct Provider {
    /// Kebab-case.
    pub id: &'static str,
    /// In the vendor's spelling.
    pub name: &'static str,
    /// The vendor's page about its credentials.
    pub url: &'static str,
    /// Crates, and other spellings of the name.
    pub aliases: &'static [&'static str],
    /// The name of the [`Category`] of its service, if any.
    pub category: Option<&'static str>,
    /// The page on which keys are managed.
    pub console: Option<&'static str>,
    /// Its own remediation, if any.
    remediation: Option<&'static Remediation>,
}

/// A kind of service.
#[derive(Debug)]
pub struct Category {
    /// One word.
    pub name: &'static str,
    /// What belongs to it, as a sentence.
    pub says: &'static str,
    /// Remediation for its providers; `{name}` and `{console}` are replaced by a provider's.
    remediation: Remediation,
}

/// A remediation as written in a provider's file. Each list is in the order of execution.
#[derive(Debug)]
struct Remediation {
    /// What the credential can do, and what a leak costs.
    risk: &'static str,
    /// Where to look for misuse.
    check: &'static [&'static str],
    /// How to create a new credential.
    create: &'static [&'static str],
    /// What to change in the services that use it.
    replace: &'static [&'static str],
    /// How to revoke the old one.
    revoke: &'static [&'static str],
    /// What to watch afterwards.
    watch: &'static [&'static str],
    /// The vendor's pages.
    links: &'static [&'static str],
    /// The vendor's API call that revokes it.
    revoke_api: Option<&'static str>,
}

/// Texts about a detector.
#[derive(Debug)]
pub struct Text {
    /// Id of the detector.
    pub id: &'static str,
    /// The pattern, as in the detector's file.
    pub pattern: &'static str,
    /// Templates of tokens that are found.
    pub positive: &'static [&'static str],
    /// Templates of strings that are not found.
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

/// The provider with the given id.
#[must_use]
pub fn provider(id: &str) -> Option<&'static Provider> {
    let at = table::PROVIDERS.binary_search_by(|provider| provider.id.cmp(id)).ok()?;
    Some(&table::PROVIDERS[at])
}

/// The provider with the given id, name or alias; case and punctuation are ignored.
#[must_use]
pub fn named(name: &str) -> Option<&'static Provider> {
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let wanted = plain(name);
    let is_meant = |text: &str| !wanted.is_empty() && plain(text) == wanted;
    let by_name = || providers().iter().find(|provider| is_meant(provider.id) || is_meant(provider.name));
    let by_alias = || providers().iter().find(|provider| provider.aliases.iter().any(|alias| is_meant(alias)));
    provider(name).or_else(by_name).or_else(by_alias)
}

/// The texts about a detector.
#[must_use]
pub fn text(detector: &Detector) -> Option<&'static Text> {
    let at = table::TEXTS.binary_search_by(|text| text.id.cmp(detector.id)).ok()?;
    Some(&table::TEXTS[at])
}
