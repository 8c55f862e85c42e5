//! A stand-in for Conjur: API keys, JWTs, identities at AWS, tokens that expire,
//! variables with versions and permissions, one by one and in batches.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::server::decoded;
use super::{Reply, Request, Server, Service};

/// The account of everything.
pub(crate) const ACCOUNT: &str = "dev";

/// A server and what it holds.
pub(crate) struct Conjur {
    pub(crate) server: Server,
    state: Arc<Stand>,
}

/// What the server knows, shared with the test.
#[derive(Default)]
pub(crate) struct Stand(Mutex<State>);

/// What the server knows.
pub(crate) struct State {
    /// How long tokens are good.
    pub(crate) lease: Duration,
    pub(crate) api_keys: HashMap<String, String>,
    /// Whoever has a JWT with this subject is this host.
    pub(crate) subjects: HashMap<String, String>,
    tokens: HashMap<String, (String, Instant)>,
    variables: BTreeMap<String, Vec<Vec<u8>>>,
    /// Variables that nobody may see, and those that nobody may read.
    pub(crate) hidden: HashSet<String>,
    pub(crate) unreadable: HashSet<String>,
    /// Whether nothing may be read at all.
    pub(crate) is_closed: bool,
    drawn: u32,
    /// Bodies of logins at AWS.
    pub(crate) identities: Vec<Value>,
}

impl Default for State {
    fn default() -> State {
        State {
            lease: Duration::from_secs(480),
            api_keys: HashMap::new(),
            subjects: HashMap::new(),
            tokens: HashMap::new(),
            variables: BTreeMap::new(),
            hidden: HashSet::new(),
            unreadable: HashSet::new(),
            is_closed: false,
            drawn: 0,
            identities: Vec::new(),
        }
    }
}

impl Conjur {
    /// A server with the host `host/prod/web`, whose API key is `key`, and the user
    /// `admin` with the same.
    pub(crate) fn start() -> Conjur {
        Conjur::start_with(None)
    }

    pub(crate) fn start_with(tls: Option<Arc<rustls::ServerConfig>>) -> Conjur {
        let state = Arc::new(Stand::default());
        let service: Arc<dyn Service> = Arc::<Stand>::clone(&state);
        let conjur = Conjur { server: Server::start(service, tls), state };
        let mut inner = conjur.state();
        inner.api_keys.insert("host/prod/web".into(), "key".into());
        inner.api_keys.insert("admin".into(), "key".into());
        drop(inner);
        conjur
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.0.lock().unwrap()
    }

    /// Gives a variable a new value; without one the variable is only declared.
    pub(crate) fn put(&self, id: &str, value: Option<&[u8]>) {
        self.state().variables.entry(id.into()).or_default().extend(value.map(<[u8]>::to_vec));
    }

    /// How many values the variable has had.
    pub(crate) fn versions(&self, id: &str) -> usize {
        self.state().variables.get(id).map_or(0, Vec::len)
    }

    /// Takes all tokens back, as a change of the server's key does.
    pub(crate) fn revoke(&self) {
        self.state().tokens.clear();
    }

    /// A token as its file holds it.
    pub(crate) fn token(&self) -> Vec<u8> {
        self.state().issue("host/prod/web")
    }
}

impl Service for Stand {
    fn answer(&self, request: &Request) -> Reply {
        let mut state = self.0.lock().unwrap();
        let segments: Vec<&str> = request.path().trim_matches('/').split('/').collect();
        match (request.method.as_str(), segments.as_slice()) {
            ("GET", ["info"]) => Reply::json(200, &json!({ "version": "1.19.0" })),
            ("GET", ["authn", account, "login"]) => state.basic(request, account),
            ("POST", ["authn", account, login, "authenticate"]) => state.api_key(request, account, login),
            ("POST", ["authn-jwt", "ci", account, "authenticate"]) => state.jwt(request, account),
            ("POST", ["authn-iam", "prod", account, login, "authenticate"]) => state.iam(request, account, login),
            ("POST", ["authn-k8s", "prod", account, login, "authenticate"]) => {
                state.granted(request, account, &decoded(login))
            }
            ("GET" | "POST", ["whoami" | "secrets", ..]) => state.with_token(request, &segments),
            _ => Reply::empty(404),
        }
    }
}

fn error(status: u16, code: &str, message: &str) -> Reply {
    Reply::json(status, &json!({ "error": { "code": code, "message": message } }))
}

impl State {
    fn basic(&self, request: &Request, account: &str) -> Reply {
        let packed = request.header("authorization").and_then(|value| value.strip_prefix("Basic "));
        let text = packed.and_then(|packed| STANDARD.decode(packed).ok()).and_then(|text| String::from_utf8(text).ok());
        match text.as_deref().and_then(|text| text.split_once(':')) {
            Some((user, password))
                if account == ACCOUNT && self.api_keys.get(user).is_some_and(|key| key == password) =>
            {
                Reply::new(200, "text/plain", password)
            }
            _ => Reply::empty(401),
        }
    }

    fn api_key(&mut self, request: &Request, account: &str, login: &str) -> Reply {
        let login = decoded(login);
        match self.api_keys.get(&login) {
            Some(key) if key.as_bytes() == request.body => self.granted(request, account, &login),
            _ => Reply::empty(401),
        }
    }

    /// Looks at the claims; whose signature it is does not matter here.
    fn jwt(&mut self, request: &Request, account: &str) -> Reply {
        if request.header("content-type") != Some("application/x-www-form-urlencoded") {
            return Reply::empty(400);
        }
        let body = String::from_utf8_lossy(&request.body).into_owned();
        let Some(jwt) = body.strip_prefix("jwt=").map(decoded).filter(|jwt| !jwt.is_empty()) else {
            return Reply::empty(400);
        };
        let claims = jwt.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
        let claims: Value = claims.and_then(|claims| serde_json::from_slice(&claims).ok()).unwrap_or_default();
        match claims["sub"].as_str().and_then(|subject| self.subjects.get(subject).cloned()) {
            Some(host) => self.granted(request, account, &host),
            None => Reply::empty(401),
        }
    }

    fn iam(&mut self, request: &Request, account: &str, login: &str) -> Reply {
        let Ok(headers) = serde_json::from_slice::<Value>(&request.body) else { return Reply::empty(401) };
        let has =
            |name: &&str| headers.as_object().is_some_and(|all| all.keys().any(|key| key.eq_ignore_ascii_case(name)));
        if !["host", "authorization", "x-amz-date"].iter().all(has) {
            return Reply::empty(401);
        }
        self.identities.push(headers);
        self.granted(request, account, &decoded(login))
    }

    fn granted(&mut self, request: &Request, account: &str, login: &str) -> Reply {
        if account != ACCOUNT {
            return Reply::empty(401);
        }
        let token = self.issue(login);
        if request.header("accept-encoding") == Some("base64") {
            return Reply::new(200, "text/plain", STANDARD.encode(token)).header("content-encoding", "base64");
        }
        Reply::new(200, "application/json", token)
    }

    fn issue(&mut self, login: &str) -> Vec<u8> {
        self.drawn += 1;
        let issued = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
        let encode = |value: &Value| STANDARD.encode(value.to_string());
        let token = json!({
            "protected": encode(&json!({ "alg": "conjur.org/slosilo/v2", "kid": "kid" })),
            "payload": encode(&json!({ "sub": login, "exp": issued + self.lease.as_secs(), "iat": issued })),
            "signature": STANDARD.encode(self.drawn.to_string()),
        });
        let token = token.to_string().into_bytes();
        self.tokens.insert(STANDARD.encode(&token), (login.to_owned(), Instant::now() + self.lease));
        token
    }

    fn with_token(&mut self, request: &Request, segments: &[&str]) -> Reply {
        let unauthorized = |text: &str| Reply::new(401, "text/plain", text);
        let header = request.header("authorization").and_then(|value| value.strip_prefix("Token "));
        let Some(header) = header else { return unauthorized("Authorization missing") };
        let token = header.strip_prefix("token=\"").and_then(|rest| rest.strip_suffix('"'));
        let Some(token) = token.filter(|token| STANDARD.decode(token).is_ok_and(|text| text.starts_with(b"{"))) else {
            return unauthorized("Malformed authorization token");
        };
        let login = match self.tokens.get(token) {
            Some((login, until)) if Instant::now() < *until => login.clone(),
            _ => return unauthorized("Unauthorized: Invalid token"),
        };
        match (request.method.as_str(), segments) {
            ("GET", ["whoami"]) => Reply::json(200, &json!({ "account": ACCOUNT, "username": login })),
            ("GET", ["secrets"]) => self.batch(request),
            ("GET", ["secrets", account, "variable", rest @ ..]) => {
                self.single(account, &decoded(&rest.join("/")), request.query("version"))
            }
            ("POST", ["secrets", ACCOUNT, "variable", rest @ ..]) => {
                self.write(&decoded(&rest.join("/")), &request.body)
            }
            _ => Reply::empty(404),
        }
    }

    fn write(&mut self, id: &str, value: &[u8]) -> Reply {
        match self.variables.get_mut(id) {
            None => Reply::empty(404),
            Some(_) if value.is_empty() => error(422, "argument_error", "'value' may not be empty"),
            Some(versions) => {
                versions.push(value.to_vec());
                Reply::empty(201)
            }
        }
    }

    fn single(&self, account: &str, id: &str, version: Option<String>) -> Reply {
        let not_found = || {
            let message = format!("CONJ00076E Variable {account}:variable:{id} is empty or not found.");
            error(404, "not_found", &message)
        };
        let versions = self.variables.get(id).filter(|_| account == ACCOUNT && !self.hidden.contains(id));
        let Some(versions) = versions else { return not_found() };
        if self.is_closed || self.unreadable.contains(id) {
            return Reply::empty(403);
        }
        let number = match version.map(|version| version.parse::<usize>()) {
            None => versions.len(),
            Some(Ok(number)) => number,
            Some(Err(_)) => return error(422, "argument_error", "invalid type for parameter 'version'"),
        };
        match number.checked_sub(1).and_then(|at| versions.get(at)) {
            Some(value) => Reply::new(200, "application/octet-stream", value.clone()),
            None => not_found(),
        }
    }

    /// All or nothing.
    fn batch(&self, request: &Request) -> Reply {
        let Some(names) = request.query("variable_ids").filter(|names| !names.is_empty()) else {
            return error(422, "argument_error", "CONJ00042E variable_ids is empty");
        };
        let is_base64 = request.header("accept-encoding") == Some("base64");
        let mut values = serde_json::Map::new();
        for name in names.split(',') {
            let id = name.strip_prefix(&format!("{ACCOUNT}:variable:")).unwrap_or_default();
            if self.is_closed || self.hidden.contains(id) || self.unreadable.contains(id) {
                return Reply::empty(403);
            }
            let Some(value) = self.variables.get(id).and_then(|versions| versions.last()) else {
                return error(404, "not_found", &format!("CONJ00076E Variable {name} is empty or not found."));
            };
            let text = match String::from_utf8(value.clone()) {
                _ if is_base64 => ruby_base64(value),
                Ok(text) => text,
                Err(_) => return error(406, "not_acceptable", "CONJ00074E Issue encoding secret into JSON format"),
            };
            values.insert(name.to_owned(), text.into());
        }
        let reply = Reply::json(200, &Value::from(values));
        if is_base64 { reply.header("content-encoding", "base64") } else { reply }
    }
}

/// `Base64.encode64` of Ruby: a line end after every 60 characters.
fn ruby_base64(value: &[u8]) -> String {
    let packed = STANDARD.encode(value);
    packed.as_bytes().chunks(60).map(|line| format!("{}\n", String::from_utf8_lossy(line))).collect()
}
