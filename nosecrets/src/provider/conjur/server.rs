//! A server, and our login there.

use std::sync::Arc;
use std::time::Instant;

use super::super::http::{Answer, Client, Session};
use super::login::ConjurLogin;
use super::token::Token;
use crate::{ErrorKind, Failure, Place};

/// A Conjur server.
pub(super) struct Server {
    pub(super) client: Client,
    pub(super) account: String,
    pub(super) login: ConjurLogin,
    pub(super) session: Session<Token>,
}

impl Server {
    /// The account that `place` belongs to.
    pub(super) fn account<'a>(&'a self, place: &Place) -> &'a str {
        place.param("account").unwrap_or(&self.account)
    }

    /// The full name of a variable.
    pub(super) fn name(&self, place: &Place) -> String {
        format!("{}:variable:{}", self.account(place), place.path())
    }

    /// Reads `path` with our token. If the server rejects the token, logs in again, once.
    pub(super) fn read(&self, path: &str, encoding: Option<&str>, deadline: Instant) -> Result<Answer, Failure> {
        let token = self.token(deadline)?;
        let answer = self.get(path, &token, encoding, deadline)?;
        if answer.status != 401 {
            return Ok(answer);
        }
        self.session.reject(&token);
        let fresh = self.token(deadline)?;
        let answer = self.get(path, &fresh, encoding, deadline)?;
        if answer.status == 401 && fresh.is_same(&token) {
            return Err(Failure::new(ErrorKind::Expired, "the server rejected the token, and there is no other"));
        }
        Ok(answer)
    }

    fn token(&self, deadline: Instant) -> Result<Arc<Token>, Failure> {
        self.session.get(deadline, Token::health, |_| self.login.log_in(self, deadline))
    }

    fn get(&self, path: &str, token: &Token, encoding: Option<&str>, deadline: Instant) -> Result<Answer, Failure> {
        let mut request = self.client.get(path).header("authorization", token.header())?;
        if let Some(encoding) = encoding {
            request = request.header("accept-encoding", encoding)?;
        }
        request.send(deadline)
    }
}

/// The failure for a response without a value. Conjur hides variables that a login may not see:
/// they look as if they did not exist.
pub(super) fn failure(answer: &Answer) -> Failure {
    let (kind, detail) = match answer.status {
        300..=399 => (ErrorKind::Unavailable, "the server redirects, and the token must not be sent elsewhere"),
        401 => (ErrorKind::Denied, "the server rejected the token"),
        403 => (ErrorKind::Denied, "this login may see the variable, but not read it"),
        404 => (ErrorKind::NotFound, "the variable does not exist, has no value, or is not shown to this login"),
        429 => (ErrorKind::Unavailable, "too many requests"),
        500..=599 => (ErrorKind::Unavailable, "the server cannot answer now"),
        _ => (ErrorKind::Malformed, "the server does not understand the request"),
    };
    Failure { retry_after: answer.retry_after, ..Failure::new(kind, detail) }
}
