//! Kinds of service, and the remediation that their providers share.

use std::collections::BTreeMap;

use serde::Deserialize;

macro_rules! categories {
    ($($variant:ident = $name:literal, $says:literal;)+) => {
        /// The kind of a vendor's service.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Category {
            $(#[doc = $says] $variant,)+
        }

        impl Category {
            /// Every category, in alphabetic order.
            pub const ALL: &'static [Category] = &[$(Category::$variant),+];

            /// The name used in data.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Category::$variant => $name),+ }
            }

            /// What belongs to it, as a sentence.
            #[must_use]
            pub const fn says(self) -> &'static str {
                match self { $(Category::$variant => $says),+ }
            }
        }
    };
}

categories! {
    Ai = "ai", "Language models and other AI services.";
    Analytics = "analytics", "Analytics of visitors and users.";
    Blockchain = "blockchain", "Nodes, explorers, wallets.";
    Cloud = "cloud", "Hosting and infrastructure.";
    Commerce = "commerce", "Shops, logistics, parcels.";
    Communication = "communication", "SMS, voice, chat, push messages.";
    Content = "content", "CMS, media, images, video.";
    Crm = "crm", "Customers and sales.";
    Data = "data", "Data services: weather, prices, geocoding, enrichment.";
    Database = "database", "Databases and search.";
    Developer = "developer", "Source hosting, CI, packages, testing, feature flags.";
    Email = "email", "Email and newsletters.";
    Exchange = "exchange", "Trading of securities or cryptocurrencies.";
    Finance = "finance", "Banking, accounting, invoicing.";
    Games = "games", "Games and their platforms.";
    Identity = "identity", "Login, single sign-on, identity verification.";
    Iot = "iot", "Devices.";
    Marketing = "marketing", "Advertising, search engines, surveys.";
    Monitoring = "monitoring", "Logs, metrics, errors.";
    Network = "network", "DNS, CDN, VPN, domains, proxies.";
    Payment = "payment", "Payments.";
    People = "people", "Staff, recruiting, scheduling, calendars.";
    Productivity = "productivity", "Documents, tasks, forms, automation.";
    Security = "security", "Secret management, scanners, threat intelligence.";
    Social = "social", "Social networks.";
    Storage = "storage", "Files and backups.";
    Support = "support", "Help desks.";
    Travel = "travel", "Travel and bookings.";
}

/// The remediation for the providers of a category. `{name}` is replaced by the provider's name,
/// and `{console}` by the page where its keys are managed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Generic {
    /// What the credential can do, and what a leak costs.
    pub risk: String,
    /// Where to look for misuse.
    pub check: Vec<String>,
    /// How to create a new credential.
    pub create: Vec<String>,
    /// What to change in the services that use it.
    pub replace: Vec<String>,
    /// How to revoke the old one.
    pub revoke: Vec<String>,
    /// What to watch afterwards.
    pub watch: Vec<String>,
}

/// The remediation of every category.
pub type Generics = BTreeMap<Category, Generic>;

/// Parses `categories.toml`.
///
/// # Errors
/// If it does not follow the schema, or a category is missing.
pub fn parse(text: &str) -> Result<Generics, String> {
    let generics: Generics = toml::from_str(text).map_err(|error| error.to_string())?;
    match Category::ALL.iter().find(|category| !generics.contains_key(category)) {
        Some(missing) => Err(format!("the category `{}` has no remediation", missing.name())),
        None => Ok(generics),
    }
}
