//! Tokens that are a JSON document, plain or in base 64.

use super::base::base64;
use super::json::Object;
use super::pem;
use super::text::{cut_last, find, is_run};
use super::Fact;

/// The private part that a JSON web key must have, for each kind of key.
const JWK_PARTS: [(&[u8], &str); 4] = [(b"oct", "k"), (b"RSA", "d"), (b"EC", "d"), (b"OKP", "d")];

/// Whether the text is a document that `read` accepts.
fn with(text: &[u8], read: &mut dyn FnMut(&Object<'_>) -> bool) -> bool {
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    if first != Some(&b'{') {
        let mut packed = text.to_vec();
        packed.retain(|byte| !byte.is_ascii_whitespace());
        return is(base64(&packed).as_deref(), read);
    }
    is(Some(text), read) || is(Some(&unescaped(text)), read)
}

fn is(document: Option<&[u8]>, read: &mut dyn FnMut(&Object<'_>) -> bool) -> bool {
    document.and_then(Object::parse).is_some_and(|object| read(&object))
}

/// The value of a string literal that contains a document.
fn unescaped(text: &[u8]) -> Vec<u8> {
    let mut value = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [byte, more @ ..] = rest {
        rest = more;
        match (byte, more) {
            (b'\\', [b'n', more @ ..]) => {
                value.push(b'\n');
                rest = more;
            }
            (b'\\', [escape, more @ ..]) => {
                value.push(*escape);
                rest = more;
            }
            (b'\\', []) => {}
            _ => value.push(*byte),
        }
    }
    value
}

#[inline]
fn collect(text: &[u8], wanted: &[(&'static str, &str)]) -> Vec<Fact> {
    let mut facts = Vec::new();
    with(text, &mut |object| {
        let found = wanted.iter().filter_map(|(label, key)| Fact::new(label, object.string(key)?));
        facts.extend(found);
        true
    });
    facts
}

/// `sntrys_`, a document, `_`, 43 characters of base 64.
pub(super) fn is_sentry(token: &[u8]) -> bool {
    let parts = token.strip_prefix(b"sntrys_").and_then(|rest| cut_last(rest, b'_'));
    parts.is_some_and(|(document, secret)| {
        let secret = is_run(secret, 43, |b| b.is_ascii_alphanumeric() || b"+/-_".contains(b));
        secret && with(document, &mut |object| object.has(&["iat", "url"]))
    })
}

/// Organisation and server.
#[inline]
pub(super) fn sentry_facts(token: &[u8]) -> Vec<Fact> {
    let parts = token.strip_prefix(b"sntrys_").and_then(|rest| cut_last(rest, b'_'));
    let document = parts.map_or(&b""[..], |(document, _)| document);
    collect(document, &[("organisation", "org"), ("server", "url")])
}

/// `glc_` and a document with organisation, name, key and metadata, or the older document without
/// the prefix.
pub(super) fn is_grafana_cloud(token: &[u8]) -> bool {
    let (document, keys): (&[u8], &[&str]) = match token.strip_prefix(b"glc_") {
        Some(document) => (document, &["o", "n", "k", "m"]),
        None => (token, &["k", "n", "id"]),
    };
    with(document, &mut |object| object.has(keys))
}

/// Organisation and name of a Grafana Cloud token.
#[inline]
pub(super) fn grafana_facts(token: &[u8]) -> Vec<Fact> {
    let document = token.strip_prefix(b"glc_").unwrap_or(token);
    collect(document, &[("organisation", "o"), ("name", "n")])
}

/// `ops_` and a document with account and key.
pub(super) fn is_onepassword(token: &[u8]) -> bool {
    let document = token.strip_prefix(b"ops_").unwrap_or_default();
    with(document, &mut |object| object.has(&["signInAddress", "secretKey"]))
}

/// The server of a 1Password account.
#[inline]
pub(super) fn onepassword_facts(token: &[u8]) -> Vec<Fact> {
    let document = token.strip_prefix(b"ops_").unwrap_or_default();
    collect(document, &[("server", "signInAddress")])
}

/// A service account's document, with a valid private key.
pub(super) fn is_gcp(token: &[u8]) -> bool {
    let mut right = |object: &Object<'_>| {
        let key = object.string("private_key").is_some_and(pem::is_valid);
        object.string("type") == Some(b"service_account") && key
    };
    with(token, &mut right)
}

/// Project and account.
#[inline]
pub(super) fn gcp_facts(token: &[u8]) -> Vec<Fact> {
    collect(token, &[("project", "project_id"), ("account", "client_email")])
}

/// A web key with the private part of its kind.
pub(super) fn is_jwk(token: &[u8]) -> bool {
    with(token, &mut |object| {
        let part = object.string("kty").and_then(|kind| JWK_PARTS.iter().find(|(name, _)| *name == kind));
        let bytes = part.and_then(|(_, part)| base64(object.string(part)?));
        bytes.is_some_and(|bytes| bytes.len() >= 8)
    })
}

/// A keyset that names the type of one of its keys.
pub(super) fn is_tink(token: &[u8]) -> bool {
    let bytes = base64(token).unwrap_or_default();
    find(&bytes, b"type.googleapis.com/google.crypto.tink").is_some()
}
