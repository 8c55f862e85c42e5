//! Vault under the contract of all providers.

use std::sync::{Arc, OnceLock};

use nosecrets::provider::vault::VaultSecretId;
use serde_json::{Map, Value};

use super::*;
use crate::contract::{Fault, NONSENSE, Subject, leaked};
use crate::stand_in::certificates::Authority;
use crate::stand_in::vault::AppRole;
use crate::stand_in::{Mode, Reply};

struct Server {
    server: StandIn,
    secure: OnceLock<StandIn>,
}

/// What the part of a request's target is that reads a secret.
const READS: &str = "/secret/data/";

fn login() -> VaultLogin {
    VaultLogin::app_role("role", VaultSecretId::Plain(secret("sid")))
}

impl Server {
    fn open(&self, logins: u32, paths: &[&str]) {
        let lease = Some(Duration::from_secs(3600));
        let role = AppRole { secret_ids: vec![("sid".into(), logins)], policy: "app", lease, is_renewable: true };
        self.server.state().app_roles.insert("role".into(), role);
        self.server.policy("app", paths);
    }

    fn params(&self, version: usize) -> &'static [(&'static str, &'static str)] {
        Box::leak(Box::new([("version", leaked(&version.to_string()))]))
    }
}

impl Subject for Server {
    const SCHEME: &'static str = "vault";

    fn start() -> Server {
        let subject = Server { server: StandIn::start(), secure: OnceLock::new() };
        subject.set(Fault::None);
        subject
    }

    fn provider(&self) -> Arc<dyn Provider> {
        Arc::new(with(&self.server, login()))
    }

    fn put(&self, name: &str, value: &[u8]) {
        self.put_fields(name, &[("value", std::str::from_utf8(value).unwrap())]);
    }

    fn place(&self, name: &str) -> Place {
        self.field(name, "value")
    }

    fn put_fields(&self, name: &str, fields: &[(&str, &str)]) {
        let fields: Map<String, Value> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
        self.server.put("secret", name, fields.into());
    }

    fn field(&self, name: &str, field: &'static str) -> Place {
        Place::new("vault", leaked(&format!("secret/{name}"))).with_field(field)
    }

    fn version(&self, name: &str, before: usize) -> Place {
        self.place(name).with_params(self.params(self.server.versions(name) - before))
    }

    fn no_version(&self, name: &str) -> Place {
        self.place(name).with_params(self.params(99))
    }

    fn requests(&self) -> usize {
        self.server.server.count(READS)
    }

    fn set(&self, fault: Fault) {
        let server = &self.server.server;
        let errors = |status, text: &str| Mode::Always(Reply::json(status, &json!({ "errors": [text] })));
        let mut mode = Mode::Normal;
        match fault {
            Fault::None => {
                self.open(9999, &["/secret/*"]);
                self.server.state().is_sealed = false;
            }
            Fault::Denied => self.open(9999, &[]),
            Fault::Sealed => self.server.state().is_sealed = true,
            Fault::TokensExpired => self.server.revoke_all_but_root(),
            Fault::LoginsExpired => {
                self.server.revoke_all_but_root();
                self.open(0, &[]);
            }
            Fault::Throttled => mode = errors(429, "rate limit quota exceeded"),
            Fault::Slow(time) => mode = Mode::Slow(time),
            Fault::Down => mode = Mode::Away,
            Fault::Broken => mode = errors(500, "internal error"),
            Fault::Garbage => mode = Mode::Always(Reply::new(200, "application/json", NONSENSE)),
            Fault::Huge => mode = Mode::Huge(10 << 20),
        }
        server.set_mode_for(if fault == Fault::Down { "" } else { READS }, mode);
    }

    fn distrustful(&self) -> Arc<dyn Provider> {
        let secure = self.secure.get_or_init(|| StandIn::start_with(Some(Authority::new().server(None))));
        Arc::new(with(secure, login()))
    }
}

contract! {
    Server {
        value,
        bytes: "values in KV are JSON, and so text",
        field,
        version,
        missing,
        missing_field,
        missing_version,
        empty,
        denied,
        sealed,
        throttled,
        expired_and_renewed,
        expired_for_good,
        slow,
        connection_refused,
        unknown_ca,
        server_error,
        garbage,
        huge,
        rotation,
        outage,
        concurrent_readers,
        all_at_once,
        shut_down,
    }
}
