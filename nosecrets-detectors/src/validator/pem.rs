//! Private keys between `-----BEGIN` and `-----END` (RFC 7468).
//!
//! Source code writes them in many ways: with real line breaks, with `\n` spelled out, indented, or
//! on one line. All of that is removed before the body is decoded. The result must have the
//! structure that the label promises, so shortened and made-up bodies are told apart from keys.

use super::base::base64;
use super::text::{self, cut_at, find};
use super::{openpgp, openssh, pkcs};

const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";
const DASHES: &[u8] = b"-----";

/// Minimum size of an encrypted body; nothing else in it can be checked.
const LEAST_ENCRYPTED: usize = 48;

/// Whether the first block in the text is a complete private key.
pub(super) fn is_valid(text: &[u8]) -> bool {
    let Some((label, body)) = block(text) else {
        return false;
    };
    if label == b"PGP PRIVATE KEY BLOCK" {
        return openpgp::is_armoured_secret_key(body);
    }
    match Body::read(body) {
        Some(body) if body.encrypted => body.is_ciphertext() && label.ends_with(b"PRIVATE KEY"),
        Some(body) => is_key(label, &body.bytes),
        None => false,
    }
}

fn is_key(label: &[u8], bytes: &[u8]) -> bool {
    match label {
        b"RSA PRIVATE KEY" => pkcs::is_rsa(bytes),
        b"DSA PRIVATE KEY" => pkcs::is_dsa(bytes),
        b"EC PRIVATE KEY" => pkcs::is_ec(bytes),
        b"PRIVATE KEY" => pkcs::is_pkcs8(bytes),
        b"ENCRYPTED PRIVATE KEY" => pkcs::is_encrypted_pkcs8(bytes),
        b"OPENSSH PRIVATE KEY" => openssh::is_private_key(bytes),
        _ => false,
    }
}

/// Label and body of the first block that is not a block of parameters, which OpenSSL writes before
/// keys on elliptic curves.
fn block(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut rest = text;
    loop {
        let (label, body, after) = next_block(rest)?;
        if !label.ends_with(b" PARAMETERS") {
            return Some((label, body));
        }
        rest = after;
    }
}

/// Label and body of the next block, and the rest.
fn next_block(text: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let (_, rest) = cut_at(text, BEGIN)?;
    let (label, rest) = cut_at(rest, DASHES)?;
    let (body, rest) = cut_at(rest, END)?;
    let after = rest.strip_prefix(label)?.strip_prefix(DASHES)?;
    Some((label, body, after))
}

struct Body {
    bytes: Vec<u8>,
    /// Encrypted as in RFC 1421, according to the headers.
    encrypted: bool,
}

impl Body {
    fn read(body: &[u8]) -> Option<Body> {
        let encrypted = find(body, b"ENCRYPTED").is_some();
        let bytes = base64(&text::body(body))?;
        Some(Body { bytes, encrypted })
    }

    fn is_ciphertext(&self) -> bool {
        self.bytes.len() >= LEAST_ENCRYPTED && self.bytes.len() % 8 == 0
    }
}
