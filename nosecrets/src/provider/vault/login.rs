//! The ways to get a token.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{Instant, SystemTime};

use base64::engine::general_purpose::STANDARD;
use base64::Engine as _;
use serde_json::json;

use super::super::http::{encode, AwsCredentials, Identity, Json, Method as Verb, Source};
use super::answer;
use super::server::Server;
use super::token::{self, Lease, Token};
use crate::{ErrorKind, Failure, Secret};

/// The file in which Kubernetes puts the token of a pod's service account.
pub(super) const SERVICE_ACCOUNT: &str = "/var/run/secrets/kubernetes.io/serviceaccount/token";

/// The way to get a token.
pub struct VaultLogin {
    method: Method,
    mount: String,
}

/// The secret id of an AppRole.
pub enum VaultSecretId {
    /// The role requires none.
    None,
    /// The secret id itself.
    Plain(Secret),
    /// A file that contains it, read again at each login.
    File(PathBuf),
    /// A token that wraps it. It can be unwrapped once: if someone else already has, the login is
    /// denied.
    Wrapped(Secret),
}

enum Method {
    Token(Source),
    AppRole { role_id: String, secret_id: SecretId },
    Jwt { role: String, jwt: Source },
    Aws(Aws),
}

enum SecretId {
    None,
    Source(Source),
    Wrapped { token: Secret, unwrapped: Mutex<Option<Secret>> },
}

struct Aws {
    role: String,
    region: Option<String>,
    server_id: Option<String>,
    credentials: Box<dyn Fn() -> Result<AwsCredentials, Failure> + Send + Sync>,
}

impl VaultLogin {
    /// A token. It is renewed if possible, and lost when it expires.
    #[must_use]
    pub fn token(token: Secret) -> VaultLogin {
        VaultLogin::new(Method::Token(Source::Plain(token)), "token")
    }

    /// A file that contains a token, such as an agent writes. It is read again whenever the token
    /// is no longer valid.
    #[must_use]
    pub fn token_file(path: impl Into<PathBuf>) -> VaultLogin {
        VaultLogin::new(Method::Token(Source::File(path.into())), "token")
    }

    /// An AppRole: <https://developer.hashicorp.com/vault/docs/auth/approle>
    #[must_use]
    pub fn app_role(role_id: impl Into<String>, secret_id: VaultSecretId) -> VaultLogin {
        let secret_id = match secret_id {
            VaultSecretId::None => SecretId::None,
            VaultSecretId::Plain(secret) => SecretId::Source(Source::Plain(secret)),
            VaultSecretId::File(path) => SecretId::Source(Source::File(path)),
            VaultSecretId::Wrapped(token) => SecretId::Wrapped { token, unwrapped: Mutex::new(None) },
        };
        VaultLogin::new(Method::AppRole { role_id: role_id.into(), secret_id }, "approle")
    }

    /// The service account of the pod that the program runs in:
    /// <https://developer.hashicorp.com/vault/docs/auth/kubernetes>
    #[must_use]
    pub fn kubernetes(role: impl Into<String>) -> VaultLogin {
        VaultLogin::jwt_file(role, SERVICE_ACCOUNT).at("kubernetes")
    }

    /// A JWT: <https://developer.hashicorp.com/vault/docs/auth/jwt>
    #[must_use]
    pub fn jwt(role: impl Into<String>, jwt: Secret) -> VaultLogin {
        VaultLogin::new(Method::Jwt { role: role.into(), jwt: Source::Plain(jwt) }, "jwt")
    }

    /// A JWT in a file, read again at each login.
    #[must_use]
    pub fn jwt_file(role: impl Into<String>, path: impl Into<PathBuf>) -> VaultLogin {
        VaultLogin::new(Method::Jwt { role: role.into(), jwt: Source::File(path.into()) }, "jwt")
    }

    /// An AWS identity: <https://developer.hashicorp.com/vault/docs/auth/aws>
    ///
    /// `credentials` is called at each login. `region` selects the endpoint of STS; the default is
    /// the global one. `server_id` is the value that the server may require in the header
    /// `X-Vault-AWS-IAM-Server-ID`.
    #[must_use]
    pub fn aws(
        role: impl Into<String>,
        region: Option<String>,
        server_id: Option<String>,
        credentials: impl Fn() -> Result<AwsCredentials, Failure> + Send + Sync + 'static,
    ) -> VaultLogin {
        let aws = Aws { role: role.into(), region, server_id, credentials: Box::new(credentials) };
        VaultLogin::new(Method::Aws(aws), "aws")
    }

    /// Uses the auth method at another mount, such as `kubernetes/prod`.
    #[must_use]
    pub fn at(self, mount: impl Into<String>) -> VaultLogin {
        VaultLogin { mount: mount.into(), ..self }
    }

    fn new(method: Method, mount: &str) -> VaultLogin {
        VaultLogin { method, mount: mount.to_owned() }
    }

    /// Whether another token can be obtained after one has expired.
    pub(super) fn is_repeatable(&self) -> bool {
        !matches!(self.method, Method::Token(Source::Plain(_)))
    }

    /// Obtains a token.
    pub(super) fn log_in(&self, server: &Server, deadline: Instant) -> Result<Token, Failure> {
        let body = match &self.method {
            Method::Token(source) => {
                return self.look_up(server, Secret::from(source.read("the token")?.to_string()), deadline)
            }
            Method::AppRole { role_id, secret_id } => match secret_id.read(server, deadline)? {
                Some(secret_id) => json!({ "role_id": role_id, "secret_id": secret_id.expose() }),
                None => json!({ "role_id": role_id }),
            },
            Method::Jwt { role, jwt } => json!({ "role": role, "jwt": *jwt.read("the JWT")? }),
            Method::Aws(aws) => aws.body()?,
        };
        let path = format!("/v1/auth/{}/login", encode(self.mount.trim_matches('/'), "/"));
        let answer = server.post(&path, Json::from(body).to_bytes(), None)?.send(deadline)?;
        if answer.status != 200 {
            return Err(login_failure(answer::failure(&answer), answer.status));
        }
        let json = Json::parse(&answer.body)?;
        let text = json.text("/auth/client_token").ok_or_else(|| not_a_login("the server returned no token"))?;
        let lease = token::lease(&json, "/auth", "lease_duration", self.is_repeatable());
        Ok(Token { text: Secret::from(text.to_owned()), lease, is_proven: true })
    }

    /// Queries the lifetime of a token. A policy may forbid this.
    fn look_up(&self, server: &Server, text: Secret, deadline: Instant) -> Result<Token, Failure> {
        let answer = server.get("/v1/auth/token/lookup-self", &text, deadline)?;
        if answer::is_token_dead(&answer) {
            return Err(Failure::new(ErrorKind::Denied, "the server rejected the token"));
        }
        match answer.status {
            200 => {
                let json = Json::parse(&answer.body)?;
                let seconds = json.number("/data/ttl").unwrap_or(0).max(1);
                let lease = json
                    .at("/data/expire_time")
                    .and_then(|_| Lease::new(seconds, json.is_true("/data/renewable"), self.is_repeatable()));
                Ok(Token { text, lease, is_proven: true })
            }
            403..=405 => Ok(Token { text, lease: None, is_proven: false }),
            _ => Err(answer::failure(&answer)),
        }
    }
}

impl SecretId {
    fn read(&self, server: &Server, deadline: Instant) -> Result<Option<Secret>, Failure> {
        match self {
            SecretId::None => Ok(None),
            SecretId::Source(source) => Ok(Some(Secret::from(source.read("the secret id")?.to_string()))),
            SecretId::Wrapped { token, unwrapped } => {
                // There is only one login at a time, so no other thread waits here.
                let mut unwrapped = unwrapped.lock().unwrap_or_else(PoisonError::into_inner);
                if unwrapped.is_none() {
                    *unwrapped = Some(unwrap(server, token, deadline)?);
                }
                Ok(unwrapped.as_ref().map(|secret| Secret::from(secret.expose().to_owned())))
            }
        }
    }
}

fn unwrap(server: &Server, token: &Secret, deadline: Instant) -> Result<Secret, Failure> {
    let answer = server.post("/v1/sys/wrapping/unwrap", "{}", Some(token))?.send(deadline)?;
    if answer.status != 200 {
        return Err(login_failure(answer::failure(&answer), answer.status));
    }
    let json = Json::parse(&answer.body)?;
    let secret = json.text("/data/secret_id").ok_or_else(|| not_a_login("the wrapped value is not a secret id"))?;
    Ok(Secret::from(secret.to_owned()))
}

impl Aws {
    fn body(&self) -> Result<serde_json::Value, Failure> {
        let server = self.server_id.as_deref().map(|id| ("x-vault-aws-iam-server-id", id));
        let credentials = (self.credentials)()?;
        let identity = Identity::sign(&credentials, self.region.as_deref(), Verb::Post, server, SystemTime::now())?;
        let headers: serde_json::Map<_, _> =
            identity.headers.iter().map(|(name, value)| ((*name).to_owned(), json!([value]))).collect();
        Ok(json!({
            "role": self.role,
            "iam_http_request_method": "POST",
            "iam_request_url": STANDARD.encode(&identity.url),
            "iam_request_body": STANDARD.encode(identity.body),
            "iam_request_headers": STANDARD.encode(serde_json::Value::from(headers).to_string()),
        }))
    }
}

/// A refused login counts as denied, whatever the status is called.
fn login_failure(failure: Failure, status: u16) -> Failure {
    match failure.kind {
        ErrorKind::Denied if status == 403 => Failure { detail: "the server rejected the login".into(), ..failure },
        ErrorKind::NotFound | ErrorKind::Malformed if matches!(status, 400 | 404) => {
            Failure { kind: ErrorKind::Denied, detail: "the server rejected the login".into(), ..failure }
        }
        _ => failure,
    }
}

fn not_a_login(detail: &str) -> Failure {
    Failure::new(ErrorKind::Malformed, detail)
}

impl fmt::Debug for VaultLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VaultLogin").field("mount", &self.mount).finish_non_exhaustive()
    }
}

impl fmt::Debug for VaultSecretId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            VaultSecretId::None => "None",
            VaultSecretId::Plain(_) => "Plain([REDACTED])",
            VaultSecretId::File(_) => "File(..)",
            VaultSecretId::Wrapped(_) => "Wrapped([REDACTED])",
        })
    }
}
