//! JSON web tokens, signed (RFC 7515) or encrypted (RFC 7516).

use super::base::base64;
use super::json::Object;
use super::text::{cut, is_number, parts};
use super::Fact;

/// Longer claims are truncated: no issuer or role is that long.
const LONGEST_CLAIM: usize = 200;

/// Whether the token has three or five parts, with the required headers.
pub(super) fn is_valid(token: &[u8]) -> bool {
    let parts = parts(bare(token), |&byte| byte == b'.');
    match parts[..] {
        [header, payload, signature] => has(header, &["alg"]) && has(payload, &[]) && base64(signature).is_some(),
        [header, key, vector, text, tag] => {
            let others = [key, vector, text, tag];
            has(header, &["alg", "enc"]) && others.iter().all(|part| base64(part).is_some())
        }
        _ => false,
    }
}

/// Issuer, role and expiry of a signed token, in seconds since 1970.
#[inline]
pub(super) fn facts(token: &[u8]) -> Vec<Fact> {
    let payload = bare(token).split(|&byte| byte == b'.').nth(1).and_then(base64);
    let payload = payload.unwrap_or_default();
    let Some(claims) = Object::parse(&payload) else {
        return Vec::new();
    };
    let expires = claims.get("exp").filter(|text| is_number(text, 1));
    let wanted = [("issuer", claims.string("iss")), ("role", claims.string("role")), ("expires", expires)];
    wanted.into_iter().filter_map(|(label, value)| Fact::new(label, value?)).collect()
}

impl Fact {
    /// A fact, if its value is short, printable text.
    #[inline]
    pub(super) fn new(label: &'static str, value: &[u8]) -> Option<Fact> {
        let value = std::str::from_utf8(value).ok()?;
        let printable = !value.is_empty() && !value.chars().any(char::is_control);
        (printable && value.len() <= LONGEST_CLAIM).then(|| Fact { label, value: value.to_string() })
    }
}

/// The token without the prefix that GitHub adds: `ghs_`, an id and `_`.
fn bare(token: &[u8]) -> &[u8] {
    let github = token.strip_prefix(b"ghs_").and_then(|rest| cut(rest, b'_'));
    match github {
        Some((id, jwt)) if is_number(id, 1) => jwt,
        _ => token,
    }
}

fn has(part: &[u8], keys: &[&str]) -> bool {
    let decoded = base64(part).unwrap_or_default();
    Object::parse(&decoded).is_some_and(|object| object.has(keys))
}
