//! Tokens of JFrog, of Atlassian's self-hosted servers, and of chat bots: an id or a date, and
//! random bytes.

use super::base::base64;
use super::radix::base58;
use super::text::{all, cut, is_number, is_run, is_word, parts};
use super::Fact;

/// Base 64 of `reftkn:01:`, the expiry, `:` and a random part.
pub(super) fn is_jfrog_reference(token: &[u8]) -> bool {
    reference(token).is_some()
}

/// Expiry of a JFrog reference token, in seconds since 1970; 0 means never.
#[inline]
pub(super) fn jfrog_facts(token: &[u8]) -> Vec<Fact> {
    let expires = reference(token).filter(|digits| is_number(digits, 1));
    expires.and_then(|digits| Fact::new("expires", &digits)).into_iter().collect()
}

/// The expiry of a reference token.
fn reference(token: &[u8]) -> Option<Vec<u8>> {
    let text = base64(token)?;
    let (version, rest) = cut(text.strip_prefix(b"reftkn:")?, b':')?;
    let (expires, random) = cut(rest, b':')?;
    let dated = is_run(version, 2, u8::is_ascii_digit) && all(expires, u8::is_ascii_digit);
    let right = dated && random.len() >= 16 && all(random, u8::is_ascii_graphic);
    right.then(|| expires.to_vec())
}

/// `AKCp` and the rest of 54 bytes in base 58.
pub(super) fn is_jfrog_key(token: &[u8]) -> bool {
    token.starts_with(b"AKCp") && base58(token).is_some_and(|bytes| bytes.len() == 54)
}

/// Base 64 of a number, `:` and at least sixteen random bytes. Bitbucket adds the prefix `BBDC-`.
pub(super) fn is_atlassian(token: &[u8]) -> bool {
    let bytes = base64(token.strip_prefix(b"BBDC-").unwrap_or(token)).unwrap_or_default();
    let parts = cut(&bytes, b':');
    parts.is_some_and(|(id, random)| is_number(id, 4) && id.len() <= 16 && random.len() >= 16)
}

/// An id in base 64, a time and a signature.
pub(super) fn is_discord(token: &[u8]) -> bool {
    let parts = parts(token, |&byte| byte == b'.');
    let words = parts.iter().all(|part| all(part, is_word));
    words && parts.len() == 3 && parts[2].len() >= 25 && discord_id(token).is_some()
}

/// The bot's user id, which is visible to everyone who chats with it.
#[inline]
pub(super) fn discord_facts(token: &[u8]) -> Vec<Fact> {
    let id = discord_id(token).and_then(|id| Fact::new("bot", &id));
    id.into_iter().collect()
}

fn discord_id(token: &[u8]) -> Option<Vec<u8>> {
    let id = base64(cut(token, b'.')?.0)?;
    is_number(&id, 4).then_some(id)
}

/// Digits, `:A` and 34 characters.
pub(super) fn is_telegram(token: &[u8]) -> bool {
    cut(token, b':').is_some_and(|(id, secret)| {
        let secret = secret.starts_with(b"A") && is_run(secret, 35, is_word);
        secret && (5..=16).contains(&id.len()) && all(id, u8::is_ascii_digit)
    })
}

/// The bot's user id, which is visible to everyone who chats with it.
#[inline]
pub(super) fn telegram_facts(token: &[u8]) -> Vec<Fact> {
    let id = cut(token, b':').filter(|(id, _)| is_number(id, 5));
    id.and_then(|(id, _)| Fact::new("bot", id)).into_iter().collect()
}
