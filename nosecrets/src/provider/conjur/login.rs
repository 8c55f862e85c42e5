//! The ways to get an access token.

use std::fmt;
use std::path::PathBuf;
use std::time::{Instant, SystemTime};

use super::super::http::{encode, AwsCredentials, Identity, Json, Method as Verb, Source};
use super::server::{self, Server};
use super::token::Token;
use crate::{ErrorKind, Failure, Secret};

/// The file in which the sidecar for Kubernetes puts the access token.
pub(super) const SIDECAR: &str = "/run/conjur/access-token";

/// The way to get an access token.
pub struct ConjurLogin(Method);

enum Method {
    ApiKey { login: String, key: Source },
    Token(Source),
    Jwt { service: String, host: Option<String>, jwt: Source },
    Kubernetes { service: String, login: String },
    Iam { service: String, login: String, region: Option<String>, credentials: Credentials },
}

type Credentials = Box<dyn Fn() -> Result<AwsCredentials, Failure> + Send + Sync>;

impl ConjurLogin {
    /// The API key of a user such as `alice`, or a host such as `host/prod/web`.
    #[must_use]
    pub fn api_key(login: impl Into<String>, key: Secret) -> ConjurLogin {
        ConjurLogin(Method::ApiKey { login: login.into(), key: Source::Plain(key) })
    }

    /// An API key in a file, read again at each login.
    #[must_use]
    pub fn api_key_file(login: impl Into<String>, path: impl Into<PathBuf>) -> ConjurLogin {
        ConjurLogin(Method::ApiKey { login: login.into(), key: Source::File(path.into()) })
    }

    /// An access token, in JSON or base64. It is valid for a few minutes.
    #[must_use]
    pub fn token(token: Secret) -> ConjurLogin {
        ConjurLogin(Method::Token(Source::Plain(token)))
    }

    /// A file in which another program, such as the sidecar for Kubernetes, keeps a valid access
    /// token.
    #[must_use]
    pub fn token_file(path: impl Into<PathBuf>) -> ConjurLogin {
        ConjurLogin(Method::Token(Source::File(path.into())))
    }

    /// A JWT for the authenticator `authn-jwt/SERVICE`. `host` is for services that do not take the
    /// host from the JWT.
    #[must_use]
    pub fn jwt(service: impl Into<String>, host: Option<String>, jwt: Secret) -> ConjurLogin {
        ConjurLogin(Method::Jwt { service: service.into(), host, jwt: Source::Plain(jwt) })
    }

    /// A JWT in a file, read again at each login.
    #[must_use]
    pub fn jwt_file(service: impl Into<String>, host: Option<String>, path: impl Into<PathBuf>) -> ConjurLogin {
        ConjurLogin(Method::Jwt { service: service.into(), host, jwt: Source::File(path.into()) })
    }

    /// The certificate that `authn-k8s/SERVICE` has put into the pod. Pass it to
    /// [`ConjurBuilder::client_certificate`](super::ConjurBuilder::client_certificate). Requesting
    /// one is left to Conjur's client for Kubernetes.
    #[must_use]
    pub fn kubernetes(service: impl Into<String>, login: impl Into<String>) -> ConjurLogin {
        ConjurLogin(Method::Kubernetes { service: service.into(), login: login.into() })
    }

    /// An AWS identity, for the authenticator `authn-iam/SERVICE`. `login` ends with account and
    /// role, as in `host/app/123456789012/role`. `region` selects the endpoint of STS; the default
    /// is the global one.
    #[must_use]
    pub fn iam(
        service: impl Into<String>,
        login: impl Into<String>,
        region: Option<String>,
        credentials: impl Fn() -> Result<AwsCredentials, Failure> + Send + Sync + 'static,
    ) -> ConjurLogin {
        let (service, login) = (service.into(), login.into());
        ConjurLogin(Method::Iam { service, login, region, credentials: Box::new(credentials) })
    }

    /// Obtains an access token.
    pub(super) fn log_in(&self, server: &Server, deadline: Instant) -> Result<Token, Failure> {
        let account = encode(&server.account, "");
        let (path, content, body) = match &self.0 {
            Method::Token(source) => return found(source),
            Method::ApiKey { login, key } => {
                let path = format!("/authn/{account}/{}", encode(login, ""));
                (path, "text/plain", key.read("the API key")?.as_bytes().to_vec())
            }
            Method::Jwt { service, host, jwt } => {
                let host = host.as_deref().map(|host| format!("/{}", encode(host, ""))).unwrap_or_default();
                let path = format!("/authn-jwt/{}/{account}{host}", encode(service, ""));
                let body = format!("jwt={}", encode(&jwt.read("the JWT")?, ""));
                (path, "application/x-www-form-urlencoded", body.into_bytes())
            }
            Method::Kubernetes { service, login } => {
                let path = format!("/authn-k8s/{}/{account}/{}", encode(service, ""), encode(login, ""));
                (path, "text/plain", Vec::new())
            }
            Method::Iam { service, login, region, credentials } => {
                let path = format!("/authn-iam/{}/{account}/{}", encode(service, ""), encode(login, ""));
                (path, "application/json", identity(&credentials()?, region.as_deref())?)
            }
        };
        let request = server.client.post(&format!("{path}/authenticate"), body).header("content-type", content)?;
        let answer = request.header("accept", "application/json")?.send(deadline)?;
        match answer.status {
            200 => Token::fresh(&answer.body),
            400..=404 | 422 => Err(Failure::new(ErrorKind::Denied, "the server rejected the login")),
            _ => Err(server::failure(&answer)),
        }
    }
}

/// A token that another program keeps up to date.
fn found(source: &Source) -> Result<Token, Failure> {
    let token = Token::found(source.read("the access token")?.as_bytes())?;
    if token.health() == super::super::http::Health::Dead {
        return Err(Failure::new(ErrorKind::Expired, "the access token has expired, and nobody has replaced it"));
    }
    Ok(token)
}

/// The headers of a signed request, as `authn-iam` expects them.
fn identity(credentials: &AwsCredentials, region: Option<&str>) -> Result<Vec<u8>, Failure> {
    let identity = Identity::sign(credentials, region, Verb::Get, None, SystemTime::now())?;
    let headers: serde_json::Map<_, _> =
        identity.headers.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    Ok(Json::from(serde_json::Value::from(headers)).to_bytes())
}

impl fmt::Debug for ConjurLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Method::ApiKey { .. } => "ConjurLogin(authn)",
            Method::Token(_) => "ConjurLogin(token)",
            Method::Jwt { .. } => "ConjurLogin(authn-jwt)",
            Method::Kubernetes { .. } => "ConjurLogin(authn-k8s)",
            Method::Iam { .. } => "ConjurLogin(authn-iam)",
        })
    }
}
