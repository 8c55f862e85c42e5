//! Tokens that are a JSON document, plain or in base 64.

use super::base::base64;
use super::json::Object;
use super::pem;
use super::text::{cut_last, find, is_run};
use super::Fact;

/// The parts of a private JSON web key that must be there, by kind of key.
const JWK_PARTS: [(&[u8], &str); 4] = [(b"oct", "k"), (b"RSA", "d"), (b"EC", "d"), (b"OKP", "d")];

/// Calls `read` with the document in the text, if that is what it is.
fn with<T>(text: &[u8], read: impl Fn(&Object<'_>) -> Option<T>) -> Option<T> {
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    if first != Some(&b'{') {
        let packed: Vec<u8> = text.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
        return read(&Object::parse(&base64(&packed)?)?);
    }
    let plain = Object::parse(text).and_then(|object| read(&object));
    plain.or_else(|| read(&Object::parse(&unescaped(text))?))
}

/// A document inside a string literal, as the literal's value.
fn unescaped(text: &[u8]) -> Vec<u8> {
    let mut bytes = text.iter().copied();
    let next = || match bytes.next()? {
        b'\\' => bytes.next().map(|escape| if escape == b'n' { b'\n' } else { escape }),
        byte => Some(byte),
    };
    std::iter::from_fn(next).collect()
}

fn collect(text: &[u8], wanted: &[(&'static str, &str)]) -> Vec<Fact> {
    let fact = |object: &Object<'_>, label, key| Fact::new(label, object.string(key)?);
    let read = |object: &Object<'_>| Some(wanted.iter().filter_map(|(label, key)| fact(object, label, key)).collect());
    with(text, read).unwrap_or_default()
}

/// `sntrys_`, a document, `_`, 43 characters of base 64.
pub(super) fn is_sentry(token: &[u8]) -> bool {
    let parts = token.strip_prefix(b"sntrys_").and_then(|rest| cut_last(rest, b'_'));
    parts.is_some_and(|(document, secret)| {
        let secret = is_run(secret, 43, |b| b.is_ascii_alphanumeric() || b"+/-_".contains(b));
        secret && with(document, |object| object.has(&["iat", "url"]).then_some(())).is_some()
    })
}

/// Organisation and server.
pub(super) fn sentry_facts(token: &[u8]) -> Vec<Fact> {
    let parts = token.strip_prefix(b"sntrys_").and_then(|rest| cut_last(rest, b'_'));
    let document = parts.map_or(&b""[..], |(document, _)| document);
    collect(document, &[("organisation", "org"), ("server", "url")])
}

/// `glc_` and a document with organisation, name, key and metadata, or the
/// older document without prefix.
pub(super) fn is_grafana_cloud(token: &[u8]) -> bool {
    let (document, keys): (&[u8], &[&str]) = match token.strip_prefix(b"glc_") {
        Some(document) => (document, &["o", "n", "k", "m"]),
        None => (token, &["k", "n", "id"]),
    };
    with(document, |object| object.has(keys).then_some(())).is_some()
}

/// Organisation and name of a Grafana Cloud token.
pub(super) fn grafana_facts(token: &[u8]) -> Vec<Fact> {
    let document = token.strip_prefix(b"glc_").unwrap_or(token);
    collect(document, &[("organisation", "o"), ("name", "n")])
}

/// `ops_` and a document with account and key.
pub(super) fn is_onepassword(token: &[u8]) -> bool {
    let document = token.strip_prefix(b"ops_").unwrap_or_default();
    with(document, |object| object.has(&["signInAddress", "secretKey"]).then_some(())).is_some()
}

/// The server of a 1Password account.
pub(super) fn onepassword_facts(token: &[u8]) -> Vec<Fact> {
    let document = token.strip_prefix(b"ops_").unwrap_or_default();
    collect(document, &[("server", "signInAddress")])
}

/// A service account's document, with a private key that is one.
pub(super) fn is_gcp(token: &[u8]) -> bool {
    let right = |object: &Object<'_>| {
        let key = object.string("private_key").is_some_and(pem::is_valid);
        (object.string("type") == Some(b"service_account") && key).then_some(())
    };
    with(token, right).is_some()
}

/// Project and account.
pub(super) fn gcp_facts(token: &[u8]) -> Vec<Fact> {
    collect(token, &[("project", "project_id"), ("account", "client_email")])
}

/// A web key with the private part that its kind has.
pub(super) fn is_jwk(token: &[u8]) -> bool {
    let right = |object: &Object<'_>| {
        let kind = object.string("kty")?;
        let (_, part) = JWK_PARTS.iter().find(|(name, _)| *name == kind)?;
        base64(object.string(part)?).filter(|bytes| bytes.len() >= 8)
    };
    with(token, right).is_some()
}

/// A keyset that names the type of one of its keys.
pub(super) fn is_tink(token: &[u8]) -> bool {
    let bytes = base64(token).unwrap_or_default();
    find(&bytes, b"type.googleapis.com/google.crypto.tink").is_some()
}
