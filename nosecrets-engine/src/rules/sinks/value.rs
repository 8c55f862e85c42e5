//! What speaks against a value that reaches a sink.
//!
//! The sink says what the value is for, so nothing must speak for it: a weak
//! password is one all the same.

use super::super::secret::{shape, value as signs};
use super::super::vocabulary::after_auth_scheme;
use crate::event::{Form, Value};

/// Lengths of nonces and initialization vectors, in bytes: from that of AES-CCM
/// to the longest block. An array of which the length is not known counts as 32.
const NONCES: std::ops::RangeInclusive<usize> = 7..=32;

/// The shortest key that is one, in bytes.
const MIN_KEY: usize = 4;

/// Whether it holds bytes.
pub(in crate::rules) fn is_written(value: &Value) -> bool {
    !value.bytes.is_empty() && value.form != Form::Number
}

/// Whether it may be a nonce or an initialization vector: no message is as short.
pub(in crate::rules) fn is_nonce(value: &Value) -> bool {
    is_written(value) && NONCES.contains(&value.bytes.len())
}

/// Whether it may be a key. A text that names or stands for one is none.
pub(in crate::rules) fn is_key(value: &Value) -> bool {
    is_written(value) && value.bytes.len() >= MIN_KEY && text(value).is_none_or(|text| !is_stand_in(text))
}

/// Whether it is a text that may be a password.
pub(in crate::rules) fn is_password(value: &Value) -> bool {
    text(value).is_some_and(|text| !is_stand_in(text))
}

/// Whether it is a text that may be a token.
pub(in crate::rules) fn is_token(value: &Value) -> bool {
    text(value).is_some_and(is_token_text)
}

/// Whether it is a scheme and what may be a token.
pub(in crate::rules) fn is_authorization(value: &Value) -> bool {
    let credential = text(value).and_then(after_auth_scheme);
    let is_credential = |text: &str| {
        let body = text.trim_end_matches('=');
        is_token_text(text) && body.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~+/:".contains(&byte))
    };
    credential.is_some_and(is_credential)
}

/// Whether it holds a private key: armour, or as many bytes as one has.
pub(in crate::rules) fn is_private_key(value: &Value) -> bool {
    match text(value) {
        Some(text) => text.contains("PRIVATE KEY") || (is_token_text(text) && text.len() >= 43),
        None => is_written(value) && value.bytes.len() >= 32,
    }
}

fn is_token_text(text: &str) -> bool {
    text.len() >= 6
        && text.bytes().all(|byte| byte.is_ascii_graphic())
        && !is_stand_in(text)
        && !shape::is_path(text)
        && !shape::is_dummy(text.as_bytes())
}

/// The text of a value, if it is one.
pub(in crate::rules) fn text(value: &Value) -> Option<&str> {
    let text = std::str::from_utf8(&value.bytes).ok().filter(|_| value.form != Form::Number)?;
    let is_text = text.bytes().all(|byte| byte >= b' ' || byte.is_ascii_whitespace());
    is_text.then(|| text.trim()).filter(|text| !text.is_empty())
}

/// Whether it names a secret, or stands where one will be put.
fn is_stand_in(text: &str) -> bool {
    shape::is_screaming(text)
        || shape::is_template(text)
        || nosecrets_detectors::placeholder::is_template(text.as_bytes())
        || signs::is_placeholder(text)
}
