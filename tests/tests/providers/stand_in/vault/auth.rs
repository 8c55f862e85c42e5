//! Tokens and the ways to get one.

use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::{State, envelope, errors};
use crate::stand_in::{Reply, Request};

/// What is known of a token.
pub(super) struct Token {
    pub(super) policy: String,
    expires: Option<Instant>,
    lease: Duration,
    is_renewable: bool,
    /// No renewal leads beyond this.
    pub(super) cap: Option<Instant>,
}

/// An AppRole.
#[derive(Clone)]
pub(crate) struct AppRole {
    /// Each with the number of logins that it is good for.
    pub(crate) secret_ids: Vec<(String, u32)>,
    pub(crate) policy: &'static str,
    pub(crate) lease: Option<Duration>,
    pub(crate) is_renewable: bool,
}

impl Token {
    pub(super) fn root() -> Token {
        Token { policy: "root".into(), expires: None, lease: Duration::ZERO, is_renewable: false, cap: None }
    }

    pub(super) fn is_good(&self) -> bool {
        self.expires.is_none_or(|expires| Instant::now() < expires)
    }

    fn left(&self) -> u64 {
        self.expires.map_or(0, |expires| (expires - Instant::now()).as_secs_f64().ceil() as u64)
    }
}

impl State {
    pub(super) fn issue(&mut self, policy: &str, lease: Option<Duration>, is_renewable: bool) -> String {
        let name = self.draw("token");
        let expires = lease.map(|lease| Instant::now() + lease);
        let token = Token { policy: policy.into(), expires, lease: lease.unwrap_or_default(), is_renewable, cap: None };
        self.tokens.insert(name.clone(), token);
        name
    }

    fn auth(&self, name: &str) -> Value {
        let token = &self.tokens[name];
        json!({ "auth": {
            "client_token": name, "accessor": "accessor", "policies": ["default", token.policy],
            "token_policies": ["default", token.policy], "metadata": { "role_name": "role" },
            "lease_duration": token.left(), "renewable": token.is_renewable, "entity_id": "entity",
            "token_type": "service", "orphan": true,
        } })
    }

    fn logged_in(&mut self, policy: &str, lease: Option<Duration>, is_renewable: bool) -> Reply {
        let name = self.issue(policy, lease, is_renewable);
        Reply::json(200, &envelope(&self.auth(&name)))
    }

    /// The answer, if this is a login.
    pub(super) fn login(&mut self, request: &Request, path: &str) -> Option<Reply> {
        let mount = path.strip_prefix("auth/")?.strip_suffix("/login")?;
        let Ok(body) = serde_json::from_slice::<Value>(&request.body) else {
            return Some(errors(400, &["failed to parse JSON input: invalid character"]));
        };
        Some(match mount {
            "approle" | "team/approle" => self.app_role(&body),
            "jwt" | "kubernetes" => self.jwt(&body),
            "aws" => self.aws(body),
            _ => errors(400, &["missing client token"]),
        })
    }

    fn app_role(&mut self, body: &Value) -> Reply {
        let id = body["role_id"].as_str().unwrap_or_default();
        let Some(role) = self.app_roles.get_mut(id) else { return errors(400, &["invalid role ID"]) };
        let secret_id = body["secret_id"].as_str().unwrap_or_default();
        let known = role.secret_ids.iter_mut().find(|(known, left)| known == secret_id && *left > 0);
        let Some((_, left)) = known else { return errors(400, &["invalid secret id"]) };
        *left -= 1;
        let AppRole { policy, lease, is_renewable, .. } = role.clone();
        self.logged_in(policy, lease, is_renewable)
    }

    /// Looks at the claims; whose signature it is does not matter here.
    fn jwt(&mut self, body: &Value) -> Reply {
        let role = body["role"].as_str().unwrap_or_default();
        let Some(subject) = self.jwt_roles.get(role) else {
            return errors(400, &[&format!("role {role:?} could not be found")]);
        };
        let payload = body["jwt"].as_str().and_then(|jwt| URL_SAFE_NO_PAD.decode(jwt.split('.').nth(1)?).ok());
        let claims: Value = payload.and_then(|payload| serde_json::from_slice(&payload).ok()).unwrap_or_default();
        if claims["sub"] != subject.as_str() {
            return errors(
                400,
                &["error validating claims: claim \"sub\" does not match any associated bound claim values"],
            );
        }
        self.logged_in("app", Some(Duration::from_secs(3600)), true)
    }

    /// Takes any identity that has the parts of one, and keeps it.
    fn aws(&mut self, mut body: Value) -> Reply {
        for part in ["iam_request_url", "iam_request_body", "iam_request_headers"] {
            let text = body[part].as_str().and_then(|text| STANDARD.decode(text).ok());
            let Some(text) = text.and_then(|text| String::from_utf8(text).ok()) else {
                return errors(400, &[&format!("missing {part}")]);
            };
            body[part] = text.into();
        }
        self.identities.push(body);
        self.logged_in("app", Some(Duration::from_secs(3600)), true)
    }

    /// The answer, if this is about the token itself.
    pub(super) fn about_token(&mut self, request: &Request, path: &str, name: &str) -> Option<Reply> {
        match (request.method.as_str(), path) {
            ("GET", "auth/token/lookup-self") => Some(self.look_up(name)),
            ("POST" | "PUT", "auth/token/renew-self") => Some(self.renew(name)),
            _ => None,
        }
    }

    fn look_up(&self, name: &str) -> Reply {
        let token = &self.tokens[name];
        let expires = token.expires.map(|_| "2026-01-02T03:04:05Z");
        let data = json!({
            "id": name, "accessor": "accessor", "policies": ["default", token.policy], "path": "auth/token/create",
            "ttl": token.left(), "creation_ttl": token.lease.as_secs(), "expire_time": expires,
            "renewable": token.is_renewable, "type": "service", "orphan": true,
        });
        Reply::json(200, &envelope(&json!({ "data": data })))
    }

    fn renew(&mut self, name: &str) -> Reply {
        let token = self.tokens.get_mut(name).unwrap();
        if token.policy == "root" {
            return errors(400, &["invalid lease ID"]);
        }
        if !token.is_renewable {
            return errors(400, &["lease is not renewable"]);
        }
        let longest = Instant::now() + token.lease;
        token.expires = Some(token.cap.map_or(longest, |cap| cap.min(longest)));
        Reply::json(200, &envelope(&self.auth(name)))
    }

    pub(super) fn wrap(&mut self, data: Value) -> String {
        let name = self.draw("wrapping");
        self.wrapped.insert(name.clone(), data);
        name
    }

    pub(super) fn unwrap(&mut self, request: &Request, name: &str) -> Reply {
        let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
        let name = body["token"].as_str().unwrap_or(name);
        match self.wrapped.remove(name) {
            Some(data) => Reply::json(200, &envelope(&json!({ "data": data }))),
            None => errors(400, &["wrapping token is not valid or does not exist"]),
        }
    }

    /// A new secret id, wrapped if that is asked for.
    pub(super) fn secret_id(&mut self, request: &Request, path: &str) -> Option<Reply> {
        let role = path.strip_prefix("auth/approle/role/")?.strip_suffix("/secret-id")?.to_owned();
        let secret_id = self.draw("secret-id");
        self.app_roles.get_mut(&role)?.secret_ids.push((secret_id.clone(), 1));
        let data = json!({ "secret_id": secret_id, "secret_id_accessor": "accessor", "secret_id_ttl": 0 });
        if request.header("x-vault-wrap-ttl").is_none() {
            return Some(Reply::json(200, &envelope(&json!({ "data": data }))));
        }
        let token = self.wrap(data);
        let info = json!({
            "token": token, "accessor": "accessor", "ttl": 60, "creation_time": "2026-01-02T03:04:05Z",
            "creation_path": path,
        });
        Some(Reply::json(200, &envelope(&json!({ "wrap_info": info }))))
    }
}
