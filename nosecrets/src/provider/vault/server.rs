//! A server, and our login there.

use std::sync::Arc;
use std::time::Instant;

use super::super::http::{Answer, Client, Json, Request, Session};
use super::answer;
use super::engine::Mounts;
use super::login::VaultLogin;
use super::token::{self, Token};
use crate::{ErrorKind, Failure, Secret};

/// A Vault server.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) client: Client,
    pub(super) namespace: Option<String>,
    pub(super) login: VaultLogin,
    pub(super) session: Session<Token>,
    pub(super) mounts: Mounts,
}

impl Server {
    /// Reads `path` with our token. If the server rejects the token, logs in again, once.
    pub(super) fn read(&self, path: &str, deadline: Instant) -> Result<Answer, Failure> {
        let token = self.token(deadline)?;
        let answer = self.get(path, &token.text, deadline)?;
        if !answer::is_token_dead(&answer) {
            return Ok(answer);
        }
        self.session.reject(&token);
        let fresh = self.token(deadline).map_err(|failure| if_it_was_good(&token, failure))?;
        self.get(path, &fresh.text, deadline)
    }

    /// A usable token.
    pub(super) fn token(&self, deadline: Instant) -> Result<Arc<Token>, Failure> {
        self.session.get(deadline, Token::health, |old| match old {
            Some(old) => self.renewed(old, deadline),
            None => self.login.log_in(self, deadline),
        })
    }

    /// Renews a token, or logs in again if that fails.
    fn renewed(&self, old: &Token, deadline: Instant) -> Result<Token, Failure> {
        let can_log_in = self.login.is_repeatable();
        let renewable = old.lease.filter(|lease| lease.is_renewable && lease.due().is_some());
        let Some(lease) = renewable.filter(|_| old.health() != super::super::http::Health::Dead) else {
            return self.login.log_in(self, deadline).map_err(|failure| if_it_was_good(old, failure));
        };
        let answer = self.post("/v1/auth/token/renew-self", "{}", Some(&old.text))?.send(deadline)?;
        if answer.status != 200 && !can_log_in {
            return Err(answer::failure(&answer));
        }
        let json = Json::parse(&answer.body)?;
        let new = token::lease(&json, "/auth", "lease_duration", can_log_in);
        let is_over = answer.status != 200 || lease.is_within_grace(new.as_ref());
        if is_over && can_log_in {
            return self.login.log_in(self, deadline);
        }
        let lease = if is_over { new.map(token::Lease::last) } else { new };
        Ok(Token { text: Secret::from(old.text.expose().to_owned()), lease, is_proven: true })
    }

    pub(super) fn get(&self, path: &str, token: &Secret, deadline: Instant) -> Result<Answer, Failure> {
        self.dressed(self.client.get(path), Some(token))?.send(deadline)
    }

    pub(super) fn post(
        &self,
        path: &str,
        body: impl Into<Vec<u8>>,
        token: Option<&Secret>,
    ) -> Result<Request<'_>, Failure> {
        self.dressed(self.client.post(path, body), token)
    }

    /// Agents and proxies of Vault can be configured to require `X-Vault-Request`.
    fn dressed<'a>(&'a self, mut request: Request<'a>, token: Option<&Secret>) -> Result<Request<'a>, Failure> {
        request = request.header("x-vault-request", "true")?;
        if let Some(namespace) = &self.namespace {
            request = request.header("x-vault-namespace", namespace)?;
        }
        match token {
            Some(token) => request.header("x-vault-token", token.expose()),
            None => Ok(request),
        }
    }
}

/// A rejected token that worked before has expired, or was revoked.
fn if_it_was_good(token: &Token, failure: Failure) -> Failure {
    if failure.kind == ErrorKind::Denied && token.is_proven {
        return Failure { kind: ErrorKind::Expired, ..failure };
    }
    failure
}
