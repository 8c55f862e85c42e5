//! `file://`: files in a folder.

use std::fs;
use std::sync::Arc;

use nosecrets::provider::Files;
use nosecrets::{Place, Provider};
use tempfile::TempDir;

use crate::contract::{Subject, leaked};

struct Folder(TempDir);

impl Subject for Folder {
    const SCHEME: &'static str = "file";

    fn start() -> Folder {
        Folder(tempfile::tempdir().expect("the system does it"))
    }

    fn provider(&self) -> Arc<dyn Provider> {
        Arc::new(Files)
    }

    fn put(&self, name: &str, value: &[u8]) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("the system does it")).expect("the system does it");
        fs::write(path, value).expect("the system does it");
    }

    fn place(&self, name: &str) -> Place {
        Place::new("file", leaked(self.0.path().join(name).to_str().expect("the system does it")))
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
    Folder {
        value,
        bytes,
        field,
        version: "a file has no versions",
        missing,
        missing_field,
        missing_version: "a file has no versions",
        empty,
        denied: "a test that runs as root may read every file",
        sealed: "a file has no server",
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
