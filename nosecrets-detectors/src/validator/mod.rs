//! Checksums and self-describing structures.
//!
//! Detectors only name a [`Validator`]; its code is here. A validator reads only the bytes it is
//! given, never panics, and takes time linear in their number (except base 58, whose inputs have a
//! maximum length).
//!
//! * primitives: `crc`, `sha2`, `marvin32`, `base`, `radix`, `ed25519`, `json`, `der`, `text`
//! * `seal`: formats that end in a checksum of what precedes it
//! * all other modules: formats, one module per vendor or family
//!
//! There are three verdicts, by how much a test proves: a valid checksum or structure makes a token
//! [`Verdict::Valid`]; a shape that any random token has leaves it [`Verdict::Unknown`]; a token
//! that fails is [`Verdict::Invalid`].

mod aws;
pub(crate) mod azure;
pub(crate) mod base;
pub(crate) mod bech32;
pub mod bip39;
pub(crate) mod conjur;
pub(crate) mod crc;
mod der;
mod documents;
pub(crate) mod ed25519;
mod gitlab;
mod json;
mod jwt;
mod login;
mod macaroon;
pub(crate) mod marvin32;
mod openpgp;
mod openssh;
mod pem;
mod pkcs;
mod putty;
pub(crate) mod radix;
pub(crate) mod seal;
mod servers;
pub(crate) mod sha2;
mod shapes;
pub(crate) mod supabase;
mod text;
mod wallets;

pub use crate::check::{Validator, Verdict};

/// Public metadata in a token, such as the account it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fact {
    /// The kind of fact, in lower case: `account`, `issuer`, `expires`.
    pub label: &'static str,
    /// Its value; never a secret part of the token.
    pub value: String,
}

impl Verdict {
    fn valid_if(right: bool) -> Verdict {
        if right {
            Verdict::Valid
        } else {
            Verdict::Invalid
        }
    }

    fn unknown_if(right: bool) -> Verdict {
        if right {
            Verdict::Unknown
        } else {
            Verdict::Invalid
        }
    }
}

impl Validator {
    /// Checks a whole token.
    #[must_use]
    pub fn check(self, token: &[u8]) -> Verdict {
        match self {
            Validator::Supabase => supabase::check(token, b""),
            Validator::VaultToken => shapes::vault(token),
            _ if self.is_older_form(token) => Verdict::Unknown,
            _ => match (seal::rule(self), self.structure(), self.shape()) {
                (Some(rule), ..) => Verdict::valid_if(self.carries(rule(token), token)),
                (_, Some(structure), _) => Verdict::valid_if(structure(token)),
                (.., Some(shape)) => Verdict::unknown_if(shape(token)),
                _ => Verdict::Unknown,
            },
        }
    }

    /// Checks a whole token in its text, parts of which it may be bound to: a Supabase key is
    /// checked against the projects named there.
    #[must_use]
    pub fn check_in(self, token: &[u8], surroundings: &[u8]) -> Verdict {
        match self {
            Validator::Supabase => supabase::check(token, surroundings),
            _ => self.check(token),
        }
    }

    /// The metadata in the token that may be shown; none of it is secret.
    ///
    /// Inlined, like everything that it calls, so that users of the macros, which show no facts, do
    /// not compile it.
    #[must_use]
    #[inline]
    pub fn facts(self, token: &[u8]) -> Vec<Fact> {
        match self {
            Validator::AwsAccessKeyId => aws::facts(token),
            Validator::DiscordBot => servers::discord_facts(token),
            Validator::GcpServiceAccount => documents::gcp_facts(token),
            Validator::GitlabRoutable => gitlab::facts(token),
            Validator::GrafanaCloud => documents::grafana_facts(token),
            Validator::JfrogReference => servers::jfrog_facts(token),
            Validator::Jwt => jwt::facts(token),
            Validator::OnepasswordServiceAccount => documents::onepassword_facts(token),
            Validator::Pypi => macaroon::pypi_facts(token),
            Validator::SentryOrg => documents::sentry_facts(token),
            Validator::TelegramBot => servers::telegram_facts(token),
            _ => Vec::new(),
        }
    }

    /// Whether the token has a form from before the vendor added a checksum.
    fn is_older_form(self, token: &[u8]) -> bool {
        match self {
            Validator::EntraAppSecret => token.get(3..6) == Some(b"7Q~"),
            Validator::GitlabRoutable => !gitlab::is_routable(token),
            _ => false,
        }
    }

    fn carries(self, seal: Option<seal::Seal>, token: &[u8]) -> bool {
        let sealed = seal.is_some_and(|seal| seal.holds(token));
        sealed && (self != Validator::GitlabRoutable || gitlab::length_fits(token))
    }

    /// The test of a format that hardly succeeds by chance.
    fn structure(self) -> Option<fn(&[u8]) -> bool> {
        Some(match self {
            Validator::AtlassianDataCenter => servers::is_atlassian,
            Validator::AzureCask => azure::is_cask,
            Validator::AzureDevopsPat => azure::is_devops_pat,
            Validator::AzureIdentifiableKey => azure::is_identifiable,
            Validator::Bech32 => bech32::is_valid,
            Validator::Bip39 => bip39::is_valid,
            Validator::DiscordBot => servers::is_discord,
            Validator::Fly => macaroon::is_fly,
            Validator::GcpServiceAccount => documents::is_gcp,
            Validator::GrafanaCloud => documents::is_grafana_cloud,
            Validator::JfrogReference => servers::is_jfrog_reference,
            Validator::Jwt => jwt::is_valid,
            Validator::JwkPrivate => documents::is_jwk,
            Validator::OnepasswordServiceAccount => documents::is_onepassword,
            Validator::PemPrivateKey => pem::is_valid,
            Validator::PuttyPrivateKey => putty::is_valid,
            Validator::Pypi => macaroon::is_pypi,
            Validator::SentryOrg => documents::is_sentry,
            Validator::SolanaKeypair => wallets::is_solana,
            Validator::StellarSeed => wallets::is_stellar,
            Validator::TinkKeyset => documents::is_tink,
            Validator::Wif => wallets::is_wif,
            Validator::Xprv => wallets::is_xprv,
            _ => return None,
        })
    }

    /// The test of a format that can only rule tokens out.
    fn shape(self) -> Option<fn(&[u8]) -> bool> {
        Some(match self {
            Validator::AwsAccessKeyId => aws::is_plausible,
            Validator::Circleci => shapes::is_circleci,
            Validator::ConjurApiKey => conjur::is_plausible,
            Validator::DockerHub => shapes::is_docker_hub,
            Validator::JfrogApiKey => servers::is_jfrog_key,
            Validator::LoginAddress => login::is_address,
            Validator::LoginBasic => login::is_basic,
            Validator::LoginNetrc => login::is_netrc,
            Validator::LoginOption => login::is_option,
            Validator::Secp256k1Scalar => wallets::is_secp256k1,
            Validator::Sendgrid => shapes::is_sendgrid,
            Validator::Slack => shapes::is_slack,
            Validator::TelegramBot => servers::is_telegram,
            Validator::Terraform => shapes::is_terraform,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod vectors;
