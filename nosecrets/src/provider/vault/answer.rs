//! Interprets the server's errors.

use super::super::http::{Answer, Json};
use crate::{ErrorKind, Failure};

/// Phrases of the server, and their meaning; the first match counts. The server's text is never
/// passed on, because it may quote its input.
const PHRASES: [(&str, ErrorKind, &str); 9] = [
    ("sealed", ErrorKind::Sealed, "the server is sealed"),
    (
        "wrapping token is not valid",
        ErrorKind::Denied,
        "the wrapping token has been used before, by us or someone else, or has expired",
    ),
    ("no handler for route", ErrorKind::NotFound, "no secrets engine is mounted there"),
    ("invalid role", ErrorKind::Denied, "the server does not know the role id or the secret id"),
    ("invalid secret id", ErrorKind::Denied, "the secret id is not valid, or has been used up"),
    ("could not be found", ErrorKind::Denied, "the server does not know the role"),
    ("claim", ErrorKind::Denied, "a claim of the JWT does not match the role"),
    ("lease is not renewable", ErrorKind::Expired, "the token cannot be renewed"),
    ("missing client token", ErrorKind::Denied, "the server rejected the token, or there is no such login"),
];

/// The failure for a response without a secret.
pub(super) fn failure(answer: &Answer) -> Failure {
    let text = errors(answer);
    let known = PHRASES.iter().find(|(phrase, ..)| text.as_deref().is_some_and(|text| text.contains(phrase)));
    let (kind, detail) = match (answer.status, known) {
        (_, Some((_, kind, detail))) => (*kind, *detail),
        (300..=399, _) => (ErrorKind::Unavailable, "the server redirects, and the token must not be sent elsewhere"),
        (401 | 403, _) => (ErrorKind::Denied, "no policy of this login allows it"),
        (429, _) => (ErrorKind::Unavailable, "too many requests"),
        (412 | 500..=599, _) => (ErrorKind::Unavailable, "the server cannot answer now"),
        (404, None) if text.is_some() => (ErrorKind::NotFound, "there is no such secret, or no such version"),
        (400, None) if text.is_some() => (ErrorKind::Malformed, "the server does not understand the request"),
        (405, None) if text.is_some() => (ErrorKind::Malformed, "nothing can be read at this path"),
        _ => (ErrorKind::Malformed, "the response is not one of Vault"),
    };
    Failure { retry_after: answer.retry_after, ..Failure::new(kind, detail) }
}

/// Whether the server rejects the token itself. If a policy denies access, the message begins with
/// `1 error occurred:`.
pub(super) fn is_token_dead(answer: &Answer) -> bool {
    let text = if matches!(answer.status, 400 | 403) { errors(answer) } else { None };
    text.is_some_and(|text| {
        let text = text.trim();
        text == "permission denied" || text.contains("invalid token") || text.contains("missing client token")
    })
}

/// The server's messages in lower case; `None` if the response is not Vault's. Some responses have
/// no body. `RustyVault` calls the list `error`.
fn errors(answer: &Answer) -> Option<String> {
    if answer.body.is_empty() {
        return Some(String::new());
    }
    let json = Json::parse(&answer.body).ok()?;
    if let Some(error) = json.text("/error") {
        return Some(error.to_lowercase());
    }
    let errors = json.at("/errors").and_then(serde_json::Value::as_array);
    let texts: Vec<&str> = errors.into_iter().flatten().filter_map(serde_json::Value::as_str).collect();
    Some(texts.join("\n").to_lowercase())
}
