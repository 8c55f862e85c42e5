//! `systemd://`: credentials of a service in the folder that systemd makes.

use std::fs;
use std::sync::Arc;

use nosecrets::provider::Systemd;
use nosecrets::{Place, Provider};
use tempfile::TempDir;

use crate::contract::{Subject, leaked};

struct Service(TempDir);

/// Names of credentials are names of files.
fn flat(name: &str) -> String {
    name.replace('/', ".")
}

impl Subject for Service {
    const SCHEME: &'static str = "systemd";

    fn start() -> Service {
        Service(tempfile::tempdir().expect("the system does it"))
    }

    fn provider(&self) -> Arc<dyn Provider> {
        Arc::new(Systemd::in_folder(self.0.path()))
    }

    fn put(&self, name: &str, value: &[u8]) {
        fs::write(self.0.path().join(flat(name)), value).expect("the system does it");
    }

    fn place(&self, name: &str) -> Place {
        Place::new("systemd", leaked(&flat(name)))
    }

    fn put_fields(&self, name: &str, fields: &[(&str, &str)]) {
        let fields: std::collections::BTreeMap<_, _> = fields.iter().copied().collect();
        self.put(name, &serde_json::to_vec(&fields).expect("the system does it"));
    }

    fn field(&self, name: &str, field: &'static str) -> Place {
        self.place(name).with_field(field)
    }
}

contract! {
    Service {
        value,
        bytes,
        field,
        version: "a credential has no versions",
        missing,
        missing_field,
        missing_version: "a credential has no versions",
        empty,
        denied: "a test that runs as root may read every file",
        sealed: "systemd decrypts before the service starts",
        throttled: "a file has no server",
        expired_and_renewed: "a file needs no login",
        expired_for_good: "a file needs no login",
        slow: "a file has no server",
        connection_refused: "a file has no server",
        unknown_ca: "a file has no server",
        server_error: "a file has no server",
        garbage: "any bytes are a value",
        huge: "a unit test of the provider reads a file that is too large",
        rotation,
        outage: "a file has no server",
        concurrent_readers: "a file is read anew each time",
        all_at_once,
        shut_down: "a file is read on the caller's thread",
    }
}
