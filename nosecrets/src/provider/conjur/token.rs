//! An access token and its lifetime.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use base64::Engine as _;
use secrecy::zeroize::Zeroizing;

use super::super::http::{Health, Json};
use crate::{ErrorKind, Failure, Secret};

/// Lifetime of a token that does not state it: the servers' default.
const USUAL: Duration = Duration::from_secs(480);

/// An access token.
#[derive(Debug)]
pub(super) struct Token {
    header: Secret,
    due: Instant,
    until: Instant,
}

impl Token {
    /// A token that the server has just issued. Its clock may differ from ours.
    pub(super) fn fresh(json: &[u8]) -> Result<Token, Failure> {
        let (issued, expires) = dates(json)?;
        let length = expires.and_then(|expires| expires.checked_sub(issued?)).map_or(USUAL, Duration::from_secs);
        Ok(Token::new(json, length))
    }

    /// A token that another program obtained some time ago.
    pub(super) fn found(text: &[u8]) -> Result<Token, Failure> {
        let json = if text.starts_with(b"{") { Zeroizing::new(text.to_vec()) } else { unpack(text)? };
        let (_, expires) = dates(&json)?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs());
        let left = expires.map_or(USUAL, |expires| Duration::from_secs(expires.saturating_sub(now)));
        Ok(Token::new(&json, left))
    }

    /// Renewal is due when two thirds of the lifetime are over.
    fn new(json: &[u8], length: Duration) -> Token {
        let header = Secret::from(format!("Token token=\"{}\"", *Zeroizing::new(STANDARD.encode(json))));
        let now = Instant::now();
        Token { header, due: now + length * 2 / 3, until: now + length }
    }

    /// The value of the header `Authorization`.
    pub(super) fn header(&self) -> &str {
        self.header.expose()
    }

    pub(super) fn is_same(&self, other: &Token) -> bool {
        self.header == other.header
    }

    pub(super) fn health(&self) -> Health {
        let now = Instant::now();
        if now >= self.until {
            Health::Dead
        } else if now >= self.due {
            Health::Due
        } else {
            Health::Good
        }
    }
}

/// When a token was issued and when it expires, in seconds since 1970 by the server's clock.
fn dates(json: &[u8]) -> Result<(Option<u64>, Option<u64>), Failure> {
    let token = Json::parse(json).map_err(|_| not_a_token())?;
    let payload = token.text("/payload").and_then(|text| from_base64(text.as_bytes())).ok_or_else(not_a_token)?;
    let payload = Json::parse(&payload).map_err(|_| not_a_token())?;
    Ok((payload.number("/iat"), payload.number("/exp")))
}

fn unpack(text: &[u8]) -> Result<Zeroizing<Vec<u8>>, Failure> {
    from_base64(text).map(Zeroizing::new).ok_or_else(not_a_token)
}

/// Decodes either of the two alphabets.
pub(super) fn from_base64(text: &[u8]) -> Option<Vec<u8>> {
    STANDARD.decode(text).or_else(|_| URL_SAFE_NO_PAD.decode(text)).ok()
}

fn not_a_token() -> Failure {
    Failure::new(ErrorKind::Malformed, "the access token is not one of Conjur")
}
