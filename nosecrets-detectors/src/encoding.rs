//! Encodings and the digest that the rest of the workspace needs too.

use crate::validator::{base, sha2};

/// Decodes hex, in upper or lower case.
#[must_use]
pub fn hex(text: &[u8]) -> Option<Vec<u8>> {
    base::hex(text)
}

/// Decodes base64, in either alphabet, padded or not.
///
/// Source: RFC 4648, sections 4 and 5.
#[must_use]
pub fn base64(text: &[u8]) -> Option<Vec<u8>> {
    base::base64(text)
}

/// SHA-256 of a message.
///
/// Source: FIPS 180-4.
#[must_use]
pub fn sha256(message: &[u8]) -> [u8; 32] {
    sha2::sha256(message)
}
