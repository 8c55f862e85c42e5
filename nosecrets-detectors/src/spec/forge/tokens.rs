//! Single-line tokens without a document.

use super::super::rng::Rng;
use super::encode::{base64, base64url};
use super::{number, repair, ALNUM, LOWER};
use crate::validator::base::{BASE32, BASE64, BASE64URL};
use crate::validator::radix::BASE58;
use crate::validator::{supabase as rule, Validator, Verdict};

/// The token with a valid checksum.
fn repaired(validator: Validator, parts: &[&[u8]]) -> Vec<u8> {
    let mut token = parts.concat();
    repair(validator, &mut token);
    token
}

/// A macaroon of the Python Package Index.
pub(super) fn pypi(rng: &mut Rng) -> Vec<u8> {
    let field = |kind: u8, value: &[u8]| [&[kind, value.len() as u8], value].concat();
    let (location, id) = (field(1, b"pypi.org"), field(2, &rng.text(ALNUM, 36)));
    let (caveat, signature) = (field(2, br#"{"version": 1, "permissions": "user"}"#), field(6, &rng.bytes(32)));
    let macaroon = [&[2][..], &location, &id, &[0], &caveat, &[0, 0], &signature].concat();
    [b"pypi-", &base64url(&macaroon)[..]].concat()
}

/// A macaroon of Fly.io: nonce, location, caveats, tail.
pub(super) fn fly(rng: &mut Rng) -> Vec<u8> {
    let nonce = [&[0x93, 0xc4, 8], &rng.bytes(8)[..], &[0xc4, 16], &rng.bytes(16), &[0xc2]].concat();
    let location = [&[0xa0 + 23], &b"https://api.fly.io/aaa/"[..]].concat();
    let tail = [&[0x90, 0xc4, 32], &rng.bytes(32)[..]].concat();
    [b"fm2_", &base64(&[&[0x94], &nonce[..], &location, &tail].concat())[..]].concat()
}

/// A JFrog reference token.
pub(super) fn jfrog_reference(rng: &mut Rng) -> Vec<u8> {
    let expires = [b"17", &number(8, rng)[..]].concat();
    base64(&[b"reftkn:01:", &expires[..], b":", &rng.text(ALNUM, 27)].concat())
}

/// A JFrog API key.
pub(super) fn jfrog_api_key(rng: &mut Rng) -> Vec<u8> {
    [b"AKCp", &rng.text(BASE58, 69)[..]].concat()
}

/// A personal access token of Jira Data Center.
pub(super) fn jira_pat(rng: &mut Rng) -> Vec<u8> {
    base64(&[&number(12, rng)[..], b":", &rng.bytes(20)].concat())
}

/// A Discord bot token.
pub(super) fn discord_bot(rng: &mut Rng) -> Vec<u8> {
    let id = base64url(&number(18, rng));
    [&id[..], b".", &rng.text(BASE64URL, 6), b".", &rng.text(BASE64URL, 38)].concat()
}

/// A Telegram bot token.
pub(super) fn telegram_bot(rng: &mut Rng) -> Vec<u8> {
    [&number(10, rng)[..], b":A", &rng.text(BASE64URL, 34)].concat()
}

/// An AWS access key id with this prefix and a possible account.
pub(super) fn aws_access_key_id(prefix: &str, rng: &mut Rng) -> Vec<u8> {
    loop {
        let id = [prefix.as_bytes(), &rng.text(&BASE32[10..], 16)].concat();
        if Validator::AwsAccessKeyId.check(&id) != Verdict::Invalid || prefix.len() != 4 {
            return id;
        }
    }
}

/// A GitLab token with this prefix, without `-`.
pub(super) fn gitlab_routable(prefix: &str, rng: &mut Rng) -> Vec<u8> {
    let lines = [b"o:1\nu:", &rng.text(&LOWER[..10], 4)[..]].concat();
    let payload = base64url(&[&rng.bytes(16)[..], &lines, &[16]].concat());
    repaired(Validator::GitlabRoutable, &[prefix.as_bytes(), b"-", &payload, b".01.000000000"])
}

/// A secret key of the Supabase project with this name, or of any project.
pub(super) fn supabase(project: &str, rng: &mut Rng) -> Vec<u8> {
    let any = rng.text(LOWER, 20);
    let project = if project.is_empty() { &any } else { project.as_bytes() };
    let head = [b"sb_secret_", &rng.text(BASE64URL, 22)[..]].concat();
    [&head[..], b"_", &rule::checksum(project, &head)].concat()
}

/// A Vault service token.
pub(super) fn vault(rng: &mut Rng) -> Vec<u8> {
    let token = [b"hvs.", &rng.text(ALNUM, 24)[..]].concat();
    let message = [&[8, 1, 18, 32], &rng.bytes(32)[..], &[26, 30, 10, 28], &token].concat();
    [b"hvs.", &base64url(&message)[..]].concat()
}

/// An Azure DevOps token of 52 characters.
pub(super) fn azure_devops_pat(rng: &mut Rng) -> Vec<u8> {
    // 32 bytes leave four bits of the last character unused
    let text = [rng.text(&BASE32.to_ascii_lowercase(), 51), rng.text(b"aq", 1)].concat();
    repaired(Validator::AzureDevopsPat, &[&text])
}

/// A client secret of Microsoft Entra.
pub(super) fn entra_app_secret(rng: &mut Rng) -> Vec<u8> {
    let (start, body) = (rng.text(ALNUM, 3), rng.text(ALNUM, 34));
    repaired(Validator::EntraAppSecret, &[&start, b"8Q~", &body])
}

/// A common annotated security key of 84 characters.
pub(super) fn azure_cask(rng: &mut Rng) -> Vec<u8> {
    let (body, reserved) = (rng.text(ALNUM, 52), rng.text(ALNUM, 16));
    repaired(Validator::AzureCask, &[&body, b"JQQJ99", b"BA", &reserved, b"ACOG", b"0000"])
}

/// A key with the signature of this service.
pub(super) fn azure_key(service: &str, rng: &mut Rng) -> Option<Vec<u8>> {
    let (length, signature, rest): (usize, &[u8], &[u8]) = match service {
        "storage" => (76, b"+ASt", b"AAAAAA=="),
        "batch" => (76, b"+ABa", b"AAAAAA=="),
        "ml" => (76, b"+AMC", b"AAAAAA=="),
        "cosmos" => (76, b"ACDb", b"AAAAAA=="),
        "apim" => (76, b"APIM", b"AAAAAA=="),
        "functions" => (44, b"AzFu", b"AAAAAA=="),
        "search" => (42, b"AzSe", b"AAAAAA"),
        "acr" => (42, b"+ACR", b"AAAAAA"),
        "redis" => (33, b"AzCa", b"AAAAAA="),
        "servicebus" => (33, b"+ASb", b"AAAAAA="),
        "eventhub" => (33, b"+AEh", b"AAAAAA="),
        "relay" => (33, b"+ARm", b"AAAAAA="),
        "iot" => (33, b"AIoT", b"AAAAAA="),
        "eventgrid" => (33, b"AZEG", b"AAAAAA="),
        _ => return None,
    };
    let body = rng.text(&BASE64[..62], length);
    Some(repaired(Validator::AzureIdentifiableKey, &[&body, signature, rest]))
}
