//! Tokens that contain a JSON document.

use super::super::rng::Rng;
use super::encode::{base64, base64url};
use super::{number, pem, string, ALNUM, DIGITS, LOWER};
use crate::validator::base::{BASE64, HEX_LOWER};

fn time(rng: &mut Rng) -> usize {
    1_700_000_000 + rng.below(100_000_000)
}

fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_default()
}

/// A user and a password in base 64, as in HTTP Basic authentication.
pub(super) fn basic(rng: &mut Rng) -> Vec<u8> {
    let (user, password) = (string(LOWER, 8, rng), string(ALNUM, 18, rng));
    base64(format!("{user}:{password}").as_bytes())
}

/// A signed JSON web token.
pub(super) fn jwt(rng: &mut Rng) -> Vec<u8> {
    let issuer = string(LOWER, 8, rng);
    let subject = string(DIGITS, 10, rng);
    let (from, to) = (time(rng), time(rng) + 100_000_000);
    let header = br#"{"alg":"HS256","typ":"JWT"}"#;
    let claims =
        format!(r#"{{"iss":"https://{issuer}.example","sub":"{subject}","role":"admin","iat":{from},"exp":{to}}}"#);
    [&base64url(header)[..], &base64url(claims.as_bytes()), &base64url(&rng.bytes(32))].join(&b'.')
}

/// An encrypted JSON web token.
pub(super) fn jwe(rng: &mut Rng) -> Vec<u8> {
    let header = base64url(br#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#);
    let parts = [256, 12, 120, 16].map(|size| base64url(&rng.bytes(size)));
    [&[header], &parts[..]].concat().join(&b'.')
}

/// A Sentry organisation token.
pub(super) fn sentry_org(rng: &mut Rng) -> Vec<u8> {
    let (at, org) = (time(rng), string(LOWER, 8, rng));
    let document =
        format!(r#"{{"iat":{at}.123456,"url":"https://sentry.io","region_url":"https://us.sentry.io","org":"{org}"}}"#);
    [b"sntrys_", &base64(document.as_bytes())[..], b"_", &rng.text(BASE64, 43)].concat()
}

/// A Grafana Cloud access policy token.
pub(super) fn grafana_cloud(rng: &mut Rng) -> Vec<u8> {
    let (org, name, key) = (string(&DIGITS[1..], 6, rng), string(LOWER, 8, rng), string(ALNUM, 24, rng));
    let document = format!(r#"{{"o":"{org}","n":"{name}","k":"{key}","m":{{"r":"eu"}}}}"#);
    [b"glc_", &base64(document.as_bytes())[..]].concat()
}

/// An older Grafana API key.
pub(super) fn grafana_legacy(rng: &mut Rng) -> Vec<u8> {
    let (key, name, id) = (string(ALNUM, 32, rng), string(LOWER, 8, rng), rng.below(1000));
    base64(format!(r#"{{"k":"{key}","n":"{name}","id":{id}}}"#).as_bytes())
}

/// A Google Cloud service account key, as the console writes it.
pub(super) fn gcp_service_account(rng: &mut Rng) -> Vec<u8> {
    let project = string(LOWER, 10, rng);
    let id = string(HEX_LOWER, 40, rng);
    let client = utf8(number(21, rng));
    let key = utf8(pem::block("PRIVATE KEY", rng).unwrap_or_default()).replace('\n', "\\n");
    let email = format!("robot@{project}.iam.gserviceaccount.com");
    format!(
        r#"{{
  "type": "service_account",
  "project_id": "{project}",
  "private_key_id": "{id}",
  "private_key": "{key}\n",
  "client_email": "{email}",
  "client_id": "{client}",
  "auth_uri": "https://accounts.google.com/o/oauth2/auth",
  "token_uri": "https://oauth2.googleapis.com/token",
  "auth_provider_x509_cert_url": "https://www.googleapis.com/oauth2/v1/certs",
  "universe_domain": "googleapis.com"
}}"#
    )
    .into_bytes()
}

/// A 1Password service account token.
pub(super) fn onepassword(rng: &mut Rng) -> Vec<u8> {
    let email = string(LOWER, 13, rng);
    let salt = utf8(base64url(&rng.bytes(16)));
    let (muk, srp) = (utf8(base64url(&rng.bytes(32))), string(HEX_LOWER, 64, rng));
    let secret = string(&ALNUM[..26], 26, rng);
    let device = string(&ALNUM[..26], 26, rng).to_lowercase();
    let document = format!(
        r#"{{"signInAddress":"my.1password.com","userAuth":{{"method":"SRPg-4096","alg":"PBES2g-HS256","iterations":650000,"salt":"{salt}"}},"email":"{email}@1passwordserviceaccounts.com","srpX":"{srp}","muk":{{"alg":"A256GCM","ext":true,"k":"{muk}","kty":"oct"}},"secretKey":"A3-{secret}","deviceUuid":"{device}"}}"#
    );
    [b"ops_", &base64(document.as_bytes())[..]].concat()
}

/// A private JSON web key on the curve P-256.
pub(super) fn jwk(rng: &mut Rng) -> Vec<u8> {
    let [x, y, d] = [(); 3].map(|()| utf8(base64url(&rng.bytes(32))));
    format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}","d":"{d}"}}"#).into_bytes()
}

/// A Tink keyset with one key.
pub(super) fn tink(rng: &mut Rng) -> Vec<u8> {
    let kind = b"type.googleapis.com/google.crypto.tink.AesGcmKey";
    let data = [&[0x0a, kind.len() as u8], &kind[..], &[0x12, 0x12, 0x1a, 0x10], &rng.bytes(16), &[0x18, 1]];
    let data = data.concat();
    let key = [&[0x0a, data.len() as u8], &data[..], &[0x10, 1, 0x18, 1, 0x20, 1]].concat();
    base64(&[&[0x08, 1, 0x12, key.len() as u8], &key[..]].concat())
}
