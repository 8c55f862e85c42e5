//! Conjur under the contract of all providers.

use std::sync::{Arc, OnceLock};

use super::*;
use crate::contract::{Fault, Subject, leaked};
use crate::stand_in::certificates::Authority;

struct Server {
    server: StandIn,
    secure: OnceLock<StandIn>,
}

/// What the part of a request's target is that reads variables.
const READS: &str = "/secrets";

impl Server {
    fn params(&self, version: usize) -> &'static [(&'static str, &'static str)] {
        Box::leak(Box::new([("version", leaked(&version.to_string()))]))
    }
}

impl Subject for Server {
    const SCHEME: &'static str = "conjur";

    fn start() -> Server {
        Server { server: StandIn::start(), secure: OnceLock::new() }
    }

    fn provider(&self) -> Arc<dyn Provider> {
        Arc::new(web(&self.server))
    }

    fn put(&self, name: &str, value: &[u8]) {
        self.server.put(name, Some(value));
    }

    fn place(&self, name: &str) -> Place {
        Place::new("conjur", leaked(name))
    }

    fn put_fields(&self, name: &str, fields: &[(&str, &str)]) {
        let fields: std::collections::BTreeMap<_, _> = fields.iter().copied().collect();
        self.put(name, json!(fields).to_string().as_bytes());
    }

    fn field(&self, name: &str, field: &'static str) -> Place {
        self.place(name).with_field(field)
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
        let key = if fault == Fault::LoginsExpired { "another key" } else { "key" };
        self.server.state().api_keys.insert("host/prod/web".into(), key.into());
        self.server.state().is_closed = fault == Fault::Denied;
        let always = |status| Mode::Always(Reply::empty(status));
        let mode = match fault {
            Fault::None | Fault::Denied => Mode::Normal,
            Fault::TokensExpired | Fault::LoginsExpired => {
                self.server.revoke();
                Mode::Normal
            }
            Fault::Throttled => always(429),
            Fault::Slow(time) => Mode::Slow(time),
            Fault::Down => Mode::Away,
            Fault::Broken => always(500),
            Fault::Huge => Mode::Huge(10 << 20),
            Fault::Sealed | Fault::Garbage => panic!("Conjur has no {fault:?}"),
        };
        self.server.server.set_mode_for(if fault == Fault::Down { "" } else { READS }, mode);
    }

    fn distrustful(&self) -> Arc<dyn Provider> {
        let secure = self.secure.get_or_init(|| StandIn::start_with(Some(Authority::new().server(None))));
        Arc::new(web(secure))
    }
}

contract! {
    Server {
        value,
        bytes,
        field,
        version,
        missing,
        missing_field,
        missing_version,
        empty: "the server takes no empty value",
        denied,
        sealed: "it has no seal",
        throttled,
        expired_and_renewed,
        expired_for_good,
        slow,
        connection_refused,
        unknown_ca,
        server_error,
        garbage: "a value is whatever the server says",
        huge,
        rotation,
        outage,
        concurrent_readers,
        all_at_once,
        shut_down,
    }
}
