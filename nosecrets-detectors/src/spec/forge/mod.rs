//! Generates tokens that pass their validators, so that none has to be committed.
//!
//! Everything comes from a seeded generator: tokens are the same in every run, and grant no access.
//! Keys have the structure of real keys, with random numbers.

mod documents;
mod encode;
mod pem;
mod repair;
mod tokens;
mod wallets;

pub use repair::repair;

use super::rng::Rng;

/// A complete random token of the named kind, or `None` if the name or the argument is unknown.
/// Both are those of template functions, such as `{pem:RSA PRIVATE KEY}`: see
/// `detectors/README.md`.
#[must_use]
pub fn structure(name: &str, argument: &str, rng: &mut Rng) -> Option<Vec<u8>> {
    Some(match name {
        "jwt" => documents::jwt(rng),
        "jwe" => documents::jwe(rng),
        "sentry-org" => documents::sentry_org(rng),
        "grafana-cloud" => documents::grafana_cloud(rng),
        "grafana-legacy" => documents::grafana_legacy(rng),
        "gcp-service-account" => documents::gcp_service_account(rng),
        "gcp-service-account-b64" => encode::base64(&documents::gcp_service_account(rng)),
        "onepassword" => documents::onepassword(rng),
        "jwk" => documents::jwk(rng),
        "jwk-b64" => encode::base64(&documents::jwk(rng)),
        "tink" => documents::tink(rng),
        "basic" => documents::basic(rng),

        "pem" => return pem::block(argument, rng),
        "putty" => pem::putty(rng),

        "age" => wallets::age(rng),
        "nostr" => wallets::nostr(rng),
        "bip39" => return wallets::bip39(argument, rng),
        "ethereum" => wallets::ethereum(rng),
        "wif" => wallets::wif(rng),
        "xprv" => wallets::xprv(rng),
        "stellar" => wallets::stellar(rng),
        "solana" => wallets::solana(rng),
        "solana-array" => wallets::solana_array(rng),

        "pypi" => tokens::pypi(rng),
        "fly" => tokens::fly(rng),
        "jfrog-reference" => tokens::jfrog_reference(rng),
        "jfrog-api-key" => tokens::jfrog_api_key(rng),
        "bbdc" => [b"BBDC-", &tokens::jira_pat(rng)[..]].concat(),
        "jira-pat" => tokens::jira_pat(rng),
        "discord-bot" => tokens::discord_bot(rng),
        "telegram-bot" => tokens::telegram_bot(rng),
        "aws-access-key-id" => tokens::aws_access_key_id(argument, rng),
        "gitlab-routable" => tokens::gitlab_routable(argument, rng),
        "supabase" => tokens::supabase(argument, rng),
        "conjur" => repair::conjur_key(&rng.bytes(32)),
        "vault" => tokens::vault(rng),
        "azure-devops-pat" => tokens::azure_devops_pat(rng),
        "entra-app-secret" => tokens::entra_app_secret(rng),
        "azure-cask" => tokens::azure_cask(rng),
        "azure-key" => return tokens::azure_key(argument, rng),
        _ => return None,
    })
}

/// Letters and digits.
const ALNUM: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/// Decimal digits.
const DIGITS: &[u8] = b"0123456789";
/// Lower-case letters.
const LOWER: &[u8] = b"abcdefghijklmnopqrstuvwxyz";

/// A decimal number of `digits` digits.
fn number(digits: usize, rng: &mut Rng) -> Vec<u8> {
    [rng.text(&DIGITS[1..], 1), rng.text(DIGITS, digits.saturating_sub(1))].concat()
}

/// Random characters of an alphabet, as a string for `format!`.
fn string(alphabet: &[u8], length: usize, rng: &mut Rng) -> String {
    rng.text(alphabet, length).into_iter().map(char::from).collect()
}
