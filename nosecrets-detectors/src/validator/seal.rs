//! Formats that end in a checksum of what precedes it.
//!
//! Each is a rule from a token to the [`Seal`] that it must carry, so that verifying a token and
//! generating one for a test share one implementation.

use super::base::{pack, BASE32, BASE64, HEX_LOWER, HEX_UPPER};
use super::crc::crc32;
use super::marvin32::marvin32;
use super::radix::{digits, BASE36, BASE62};
use super::sha2::sha256;
use super::text::{cut, cut_last};
use super::Validator;

/// A checksum, and its position in the token.
pub(crate) struct Seal {
    pub(crate) at: usize,
    pub(crate) text: Vec<u8>,
}

impl Seal {
    /// Whether the token carries the checksum.
    pub(crate) fn holds(&self, token: &[u8]) -> bool {
        token.get(self.at..).is_some_and(|rest| rest.starts_with(&self.text))
    }
}

type Rule = fn(&[u8]) -> Option<Seal>;

/// The rule of a format that ends in a checksum.
pub(crate) fn rule(validator: Validator) -> Option<Rule> {
    match validator {
        Validator::Crc32Base62 | Validator::Thunderstore => Some(crc32_base62),
        Validator::Crc32HexWhole => Some(crc32_hex_whole),
        Validator::Cloudflare => Some(cloudflare),
        Validator::Zuplo => Some(zuplo),
        Validator::Confluent => Some(confluent),
        Validator::GrafanaServiceAccount => Some(grafana_service_account),
        Validator::CratesIoTrustpub => Some(crates_io_trustpub),
        Validator::GithubFineGrained => Some(github_fine_grained),
        Validator::GitlabRoutable => Some(gitlab_routable),
        Validator::StackAuth => Some(stack_auth),
        Validator::EntraAppSecret => Some(entra_app_secret),
        _ => None,
    }
}

/// The token without its last `length` characters, if anything is left.
fn before(token: &[u8], length: usize) -> Option<&[u8]> {
    let end = token.len().checked_sub(length)?;
    (end > 0).then(|| &token[..end])
}

fn seal(before: &[u8], text: &[u8]) -> Option<Seal> {
    Some(Seal { at: before.len(), text: text.to_vec() })
}

/// GitHub (<https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/>),
/// npm, Vercel, Polar (`server/polar/kit/crypto.py`) and
/// Thunderstore (`thunderstore/account/tokens.py`).
fn crc32_base62(token: &[u8]) -> Option<Seal> {
    let head = before(token, 6)?;
    let body = cut_last(head, b'_').map_or(head, |(_, body)| body);
    seal(head, &digits::<6>(crc32(body), BASE62))
}

/// Atlassian API tokens and Bitbucket app passwords.
fn crc32_hex_whole(token: &[u8]) -> Option<Seal> {
    let head = before(token, 8)?;
    seal(head, &digits::<8>(crc32(head), HEX_UPPER))
}

/// `cfut_` and its like, 40 characters, checksum.
fn cloudflare(token: &[u8]) -> Option<Seal> {
    let head = before(token, 8)?;
    let (_, body) = cut(head, b'_')?;
    seal(head, &digits::<8>(crc32(body), HEX_LOWER))
}

/// `zpka_`, 32 characters, `_`, checksum.
fn zuplo(token: &[u8]) -> Option<Seal> {
    let head = before(token, 8)?;
    let (_, body) = cut(head.strip_suffix(b"_")?, b'_')?;
    seal(head, &digits::<8>(crc32(body), HEX_LOWER))
}

/// `cflt`, 54 characters, checksum.
fn confluent(token: &[u8]) -> Option<Seal> {
    let head = before(token, 6)?;
    let checksum = crc32(head.strip_prefix(b"cflt")?).to_le_bytes();
    seal(head, &pack(&checksum, BASE64))
}

/// `glsa_`, 32 characters, `_`, checksum
/// (<https://github.com/grafana/grafana/blob/main/pkg/components/satokengen/tokengen.go>).
fn grafana_service_account(token: &[u8]) -> Option<Seal> {
    let head = before(token, 8)?;
    let checksum = crc32(head.strip_suffix(b"_")?).to_le_bytes();
    seal(head, &pack(&checksum, HEX_LOWER))
}

/// `cio_tp_`, 31 characters, checksum
/// (<https://github.com/rust-lang/crates.io/blob/main/crates/crates_io_trustpub/src/access_token.rs>).
fn crates_io_trustpub(token: &[u8]) -> Option<Seal> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let head = before(token, 1)?;
    let body = head.strip_prefix(b"cio_tp_")?;
    let xor = body.iter().fold(0, |sum, byte| sum ^ byte);
    seal(head, &[ALPHABET[usize::from(xor) % ALPHABET.len()]])
}

/// `github_pat_`, 22 characters, `_`, 43 characters, checksum, and eight characters of unknown
/// meaning. GitHub does not document the format.
fn github_fine_grained(token: &[u8]) -> Option<Seal> {
    let head = before(token, 16)?;
    let checksum = pack(&sha256(head)[..5], BASE32);
    seal(head, &checksum)
}

/// Prefix, payload, `.01.`, length of the payload in two digits, checksum
/// (<https://gitlab.com/gitlab-org/gitlab/-/blob/master/lib/authn/token_field/generator/routable_token.rb>).
fn gitlab_routable(token: &[u8]) -> Option<Seal> {
    let head = before(token, 7)?;
    seal(head, &digits::<7>(crc32(head), BASE36))
}

/// Anything up to the marker `574ck4u7h`, checksum
/// (`stack-shared/src/utils/api-keys.tsx`).
fn stack_auth(token: &[u8]) -> Option<Seal> {
    let head = before(token, 8)?;
    let marked = head.ends_with(b"574ck4u7h");
    marked.then(|| seal(head, &digits::<8>(crc32(head), HEX_LOWER)))?
}

/// Three characters, `8Q~`, 31 characters, the first half of a checksum
/// (<https://github.com/microsoft/security-utilities>, `IdentifiableMetadata`).
fn entra_app_secret(token: &[u8]) -> Option<Seal> {
    const ALPHABET: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~";
    const SEED: u64 = 0x4161_6450_7764_3030;
    let head = before(token, 3)?;
    let checksum = digits::<6>(marvin32(head, SEED), ALPHABET);
    seal(head, &checksum[..3])
}
