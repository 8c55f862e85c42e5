//! `env://`: variables of a process.
//!
//! A process cannot change its own variables while it has threads. So the
//! provider is asked in a child of the test, which is given the variables, and
//! tells what it read on its standard output.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use nosecrets::provider::Env;
use nosecrets::{ErrorKind, Failure, Fetched, Place, Provider, SecretBytes};

use crate::contract::{Subject, leaked};

/// Names the variable that the child reads.
const ASKED: &str = "NOSECRETS_TEST_ASKED";
/// Stands before what the child tells.
const MARK: &str = "answer:";

#[derive(Clone)]
struct Process(Arc<Mutex<BTreeMap<String, Vec<u8>>>>);

/// Names of variables are in capitals.
fn variable(name: &str) -> String {
    name.to_uppercase().replace(|c: char| !c.is_ascii_alphanumeric(), "_")
}

impl Subject for Process {
    const SCHEME: &'static str = "env";
    const ABSENT: ErrorKind = ErrorKind::Missing;

    fn start() -> Process {
        Process(Arc::default())
    }

    fn provider(&self) -> Arc<dyn Provider> {
        Arc::new(self.clone())
    }

    fn put(&self, name: &str, value: &[u8]) {
        self.0.lock().expect("nobody panicked").insert(variable(name), value.to_vec());
    }

    fn place(&self, name: &str) -> Place {
        Place::new("env", leaked(&variable(name)))
    }
}

impl Provider for Process {
    fn fetch(&self, place: &Place, _: Instant) -> Result<Fetched, Failure> {
        let mut child = Command::new(std::env::current_exe().expect("the system does it"));
        child.args(["--exact", "env::what_the_child_reads", "--nocapture"]).env(ASKED, place.path());
        child.envs(self.0.lock().expect("nobody panicked").iter().map(|(name, value)| (name, os_string(value))));
        let output = child.output().expect("the system does it").stdout;
        let at = output.windows(MARK.len()).position(|window| window == MARK.as_bytes()).expect("the child answers");
        let answer = &output[at + MARK.len()..];
        let end = answer.iter().position(|byte| *byte == 0).expect("the answer ends");
        match &answer[..end] {
            b"Missing" => Err(Failure::new(ErrorKind::Missing, "")),
            b"Empty" => Err(Failure::new(ErrorKind::Empty, "")),
            value => Ok(Fetched::from(SecretBytes::from(value.strip_prefix(b"=").expect("a value").to_vec()))),
        }
    }

    fn is_remote(&self) -> bool {
        false
    }
}

#[cfg(unix)]
fn os_string(bytes: &[u8]) -> std::ffi::OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes.to_vec())
}

#[cfg(not(unix))]
fn os_string(bytes: &[u8]) -> std::ffi::OsString {
    String::from_utf8(bytes.to_vec()).expect("the system does it").into()
}

/// Nothing to do in a test run of its own.
#[test]
fn what_the_child_reads() {
    let Ok(asked) = std::env::var(ASKED) else { return };
    let answer = match Env.fetch(&Place::new("env", leaked(&asked)), Instant::now()) {
        Ok(fetched) => [b"=", fetched.value.expose()].concat(),
        Err(failure) => format!("{:?}", failure.kind).into_bytes(),
    };
    std::io::stdout().write_all(&[MARK.as_bytes(), &answer, b"\0"].concat()).expect("the system does it");
}

contract! {
    Process {
        value,
        bytes: "a variable that is no text is malformed: see the unit tests",
        field: "a variable has no fields",
        version: "a variable has no versions",
        missing,
        missing_field: "a variable has no fields",
        missing_version: "a variable has no versions",
        empty,
        denied: "a process may read all its variables",
        sealed: "a variable has no server",
        throttled: "a variable has no server",
        expired_and_renewed: "a variable needs no login",
        expired_for_good: "a variable needs no login",
        slow: "a variable has no server",
        connection_refused: "a variable has no server",
        unknown_ca: "a variable has no server",
        server_error: "a variable has no server",
        garbage: "any text is a value",
        huge: "the system limits the size of variables",
        rotation: "variables of a process are set when it starts",
        outage: "a variable has no server",
        concurrent_readers: "a variable is read anew each time",
        all_at_once,
        shut_down: "a variable is read on the caller's thread",
    }
}
