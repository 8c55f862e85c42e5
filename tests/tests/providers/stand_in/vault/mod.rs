//! A stand-in for Vault: KV in both versions, tokens with leases, policies,
//! AppRole, JWT, AWS, wrapping, namespaces and the seal.

mod auth;
mod kv;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

pub(crate) use self::auth::AppRole;
use self::auth::Token;
use self::kv::Mount;
use super::server::decoded;
use super::{Reply, Request, Server, Service};

/// A server and what it holds.
pub(crate) struct Vault {
    pub(crate) server: Server,
    state: Arc<Stand>,
}

/// What the server knows, shared with the test.
#[derive(Default)]
pub(crate) struct Stand(Mutex<State>);

#[derive(Default)]
pub(crate) struct State {
    pub(crate) is_sealed: bool,
    /// By namespace and path.
    mounts: BTreeMap<(String, String), Mount>,
    tokens: HashMap<String, Token>,
    /// Namespaces and paths that a policy lets one read, such as `/secret/data/x`;
    /// one that ends with `*` is a prefix.
    policies: HashMap<String, Vec<String>>,
    pub(crate) app_roles: HashMap<String, AppRole>,
    /// Role, and the subject that it takes.
    pub(crate) jwt_roles: HashMap<String, String>,
    wrapped: HashMap<String, Value>,
    drawn: u32,
    /// Bodies of logins at AWS.
    pub(crate) identities: Vec<Value>,
}

impl Vault {
    /// A server with the mounts `secret` (version 2) and `old` (version 1) and no
    /// secrets. The token `root` may do everything.
    pub(crate) fn start() -> Vault {
        Vault::start_with(None)
    }

    pub(crate) fn start_with(tls: Option<Arc<rustls::ServerConfig>>) -> Vault {
        let state = Arc::new(Stand::default());
        let service: Arc<dyn Service> = Arc::<Stand>::clone(&state);
        let vault = Vault { server: Server::start(service, tls), state };
        vault.mount("", "secret", 2);
        vault.mount("", "old", 1);
        vault.state().tokens.insert("root".into(), Token::root());
        vault
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.0.lock().unwrap()
    }

    /// Mounts another engine in a namespace, of KV version 1 or 2.
    pub(crate) fn mount(&self, namespace: &str, path: &str, version: u8) {
        self.state().mounts.insert((namespace.into(), path.into()), Mount::new(version));
    }

    /// Changes what is in an engine of the namespace.
    fn at(&self, namespace: &str, mount: &str, change: impl FnOnce(&mut Mount)) {
        change(self.state().mounts.get_mut(&(namespace.into(), mount.into())).unwrap());
    }

    /// Writes a new version of the secret `path` in `mount`.
    pub(crate) fn put(&self, mount: &str, path: &str, data: Value) {
        self.at("", mount, |mount| mount.put(path, data));
    }

    /// The same in a namespace.
    pub(crate) fn put_in(&self, namespace: &str, mount: &str, path: &str, data: Value) {
        self.at(namespace, mount, |mount| mount.put(path, data));
    }

    /// How many versions the secret `path` in `secret` has.
    pub(crate) fn versions(&self, path: &str) -> usize {
        self.state().mounts[&(String::new(), "secret".into())].versions(path)
    }

    /// Deletes or destroys a version.
    pub(crate) fn delete(&self, mount: &str, path: &str, version: usize, for_good: bool) {
        self.at("", mount, |mount| mount.delete(path, version, for_good));
    }

    /// Sets what the policy `name` lets one read.
    pub(crate) fn policy(&self, name: &str, paths: &[&str]) {
        self.state().policies.insert(name.into(), paths.iter().map(|path| (*path).to_owned()).collect());
    }

    /// A token with one policy. Without `lease` it does not expire.
    pub(crate) fn token(&self, policy: &str, lease: Option<Duration>, is_renewable: bool) -> String {
        let mut state = self.state();
        state.issue(policy, lease, is_renewable)
    }

    /// Takes tokens back.
    pub(crate) fn revoke_all_but_root(&self) {
        self.state().tokens.retain(|name, _| name == "root");
    }

    /// Caps what renewing the token gives, from now on.
    pub(crate) fn cap(&self, token: &str, from_now: Duration) {
        self.state().tokens.get_mut(token).unwrap().cap = Some(Instant::now() + from_now);
    }

    /// Wraps a value; the token can be used once.
    pub(crate) fn wrap(&self, data: Value) -> String {
        self.state().wrap(data)
    }
}

/// The answer to an error.
fn errors(status: u16, texts: &[&str]) -> Reply {
    Reply::json(status, &json!({ "errors": texts }))
}

/// What policies that deny say.
fn denied() -> Reply {
    errors(403, &["1 error occurred:\n\t* permission denied\n\n"])
}

/// The frame of every answer that is no error.
fn envelope(fields: &Value) -> Value {
    let mut frame = json!({
        "request_id": "00000000-0000-0000-0000-000000000000", "lease_id": "", "renewable": false,
        "lease_duration": 0, "data": null, "wrap_info": null, "warnings": null, "auth": null,
    });
    for (name, value) in fields.as_object().unwrap() {
        frame[name] = value.clone();
    }
    frame
}

impl Service for Stand {
    fn answer(&self, request: &Request) -> Reply {
        let path = decoded(request.path());
        let Some(path) = path.strip_prefix("/v1/") else { return errors(404, &[]) };
        self.0.lock().unwrap().answer(request, path.trim_end_matches('/'))
    }
}

impl State {
    fn answer(&mut self, request: &Request, path: &str) -> Reply {
        match path {
            "sys/health" => return self.health(),
            "sys/seal-status" => return Reply::json(200, &self.seal_status()),
            "sys/unseal" => {
                self.is_sealed = false;
                return Reply::json(200, &self.seal_status());
            }
            _ => {}
        }
        if self.is_sealed {
            let text = if token_of(request).is_some() {
                "error performing token check: Vault is sealed"
            } else {
                "Vault is sealed"
            };
            return errors(503, &[text]);
        }
        if let Some(reply) = self.login(request, path) {
            return reply;
        }
        let Some(name) = token_of(request).map(str::to_owned) else { return errors(400, &["missing client token"]) };
        if path == "sys/wrapping/unwrap" {
            return self.unwrap(request, &name);
        }
        if !self.tokens.get(&name).is_some_and(Token::is_good) {
            return errors(403, &["permission denied"]);
        }
        if let Some(reply) = self.about_token(request, path, &name) {
            return reply;
        }
        self.with_token(request, path, &name)
    }

    fn with_token(&mut self, request: &Request, path: &str, token: &str) -> Reply {
        if path == "sys/seal" {
            self.is_sealed = true;
            return Reply::empty(204);
        }
        let namespace = request.header("x-vault-namespace").unwrap_or_default().trim_matches('/');
        if let Some(path) = path.strip_prefix("sys/internal/ui/mounts/") {
            return self.probe(namespace, path, token);
        }
        if !self.may(token, &format!("{namespace}/{path}")) {
            return denied();
        }
        if let Some(reply) = self.secret_id(request, path) {
            return reply;
        }
        match self.mount_of(namespace, path) {
            Some(mount) => {
                let rest = path[mount.len()..].trim_start_matches('/');
                self.mounts.get_mut(&(namespace.into(), mount)).unwrap().answer(request, rest)
            }
            None => errors(404, &[&format!("no handler for route '{path}'")]),
        }
    }

    /// The mount that a path of the namespace is in.
    fn mount_of(&self, namespace: &str, path: &str) -> Option<String> {
        let mut fitting: Vec<&(String, String)> = self.mounts.keys().collect();
        let is_below = |mount: &str| path == mount || path.starts_with(&format!("{mount}/"));
        fitting.retain(|(of, mount)| of == namespace && is_below(mount));
        fitting.into_iter().map(|(_, mount)| mount.clone()).max_by_key(String::len)
    }

    fn probe(&self, namespace: &str, path: &str, token: &str) -> Reply {
        let mount = self.mount_of(namespace, path).filter(|mount| {
            let within = format!("{namespace}/{mount}/");
            self.paths(token).iter().any(|path| path == "*" || path.starts_with(&within))
        });
        let Some(mount) = mount else {
            let text = "preflight capability check returned 403, please ensure client's policies grant access to path";
            return errors(403, &[&format!("{text} \"{path}/\"")]);
        };
        let version = self.mounts[&(namespace.into(), mount.clone())].version.to_string();
        let data = json!({ "path": format!("{mount}/"), "type": "kv", "options": { "version": version } });
        Reply::json(200, &envelope(&json!({ "data": data })))
    }

    fn paths(&self, token: &str) -> Vec<String> {
        let policy = &self.tokens[token].policy;
        if policy == "root" { vec!["*".into()] } else { self.policies.get(policy).cloned().unwrap_or_default() }
    }

    fn may(&self, token: &str, full: &str) -> bool {
        self.paths(token).iter().any(|path| match path.strip_suffix('*') {
            Some(prefix) => full.starts_with(prefix),
            None => full == path,
        })
    }

    fn health(&self) -> Reply {
        let status = if self.is_sealed { 503 } else { 200 };
        let body = json!({ "initialized": true, "sealed": self.is_sealed, "standby": false, "version": "1.8.0-dev" });
        Reply::json(status, &body)
    }

    fn seal_status(&self) -> Value {
        json!({
            "type": "shamir", "initialized": true, "sealed": self.is_sealed, "t": 1, "n": 1, "progress": 0,
            "nonce": "", "version": "1.8.0-dev",
        })
    }

    /// A name that has not been used before.
    fn draw(&mut self, what: &str) -> String {
        self.drawn += 1;
        format!("{what}-{}", self.drawn)
    }
}

/// A header of its own, or the usual one.
fn token_of(request: &Request) -> Option<&str> {
    let bearer = request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    request.header("x-vault-token").or(bearer).filter(|token| !token.is_empty())
}
