//! A provider of a user's own, which holds its secrets in memory and can be made
//! to fail in every way that providers tell apart.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use nosecrets::{ErrorKind, Failure, Fetched, Place, Provider, Resolver, SecretBytes, SecretRef};

use crate::contract::{Fault, Subject, in_tokio, leaked};

#[derive(Clone)]
struct Memory(Arc<Inner>);

struct Inner {
    /// All values of a secret, the newest last.
    secrets: Mutex<HashMap<String, Vec<Vec<u8>>>>,
    fault: Mutex<Fault>,
    requests: AtomicUsize,
}

impl Subject for Memory {
    const SCHEME: &'static str = "memory";

    fn start() -> Memory {
        Memory(Arc::new(Inner {
            secrets: Mutex::default(),
            fault: Mutex::new(Fault::None),
            requests: AtomicUsize::new(0),
        }))
    }

    fn provider(&self) -> Arc<dyn Provider> {
        Arc::new(self.clone())
    }

    fn put(&self, name: &str, value: &[u8]) {
        self.0.secrets.lock().expect("nobody panicked").entry(name.to_owned()).or_default().push(value.to_vec());
    }

    fn place(&self, name: &str) -> Place {
        Place::new("memory", leaked(name))
    }

    fn version(&self, name: &str, before: usize) -> Place {
        self.place(name).with_params(Box::leak(Box::new([("before", leaked(&before.to_string()))])))
    }

    fn no_version(&self, name: &str) -> Place {
        self.version(name, 9)
    }

    fn requests(&self) -> usize {
        self.0.requests.load(Ordering::SeqCst)
    }

    fn set(&self, fault: Fault) {
        *self.0.fault.lock().expect("nobody panicked") = fault;
    }
}

impl Provider for Memory {
    fn fetch(&self, place: &Place, deadline: Instant) -> Result<Fetched, Failure> {
        self.0.requests.fetch_add(1, Ordering::SeqCst);
        let fault = *self.0.fault.lock().expect("nobody panicked");
        if let Some(kind) = kind(fault) {
            return Err(Failure::new(kind, "it was told to fail"));
        }
        if let Fault::Slow(time) = fault {
            thread::sleep(time.min(deadline.saturating_duration_since(Instant::now())));
            if Instant::now() >= deadline {
                return Err(Failure::new(ErrorKind::Unavailable, "no answer in time"));
            }
        }
        let secrets = self.0.secrets.lock().expect("nobody panicked");
        let before = place.param("before").map_or(0, |before| before.parse().expect("a number"));
        let value = secrets.get(place.path()).and_then(|values| values.iter().rev().nth(before));
        let value = value.ok_or_else(|| Failure::new(ErrorKind::NotFound, ""))?;
        Ok(Fetched::from(SecretBytes::from(value.clone())))
    }
}

fn kind(fault: Fault) -> Option<ErrorKind> {
    Some(match fault {
        Fault::None | Fault::Slow(_) | Fault::TokensExpired => return None,
        Fault::Denied => ErrorKind::Denied,
        Fault::Sealed => ErrorKind::Sealed,
        Fault::LoginsExpired => ErrorKind::Expired,
        Fault::Throttled | Fault::Down | Fault::Broken => ErrorKind::Unavailable,
        Fault::Garbage | Fault::Huge => ErrorKind::Malformed,
    })
}

/// The runtime's only thread is held up, and is not needed for the answer.
#[test]
fn a_blocking_read_inside_a_runtime_of_one_thread_ends() {
    let memory = Memory::start();
    memory.put("name", b"value");
    memory.set(Fault::Slow(Duration::from_millis(50)));
    let resolver = Resolver::builder().provider("memory", memory.provider()).build();
    let reference = SecretRef::new(Box::leak(Box::new([memory.place("name")])));
    let secret = in_tokio(async { resolver.read(reference) });
    assert!(secret.unwrap().ct_eq("value"));
}

contract! {
    Memory {
        value,
        bytes,
        field: "its secrets have no fields",
        version,
        missing,
        missing_field: "its secrets have no fields",
        missing_version,
        empty,
        denied,
        sealed,
        throttled,
        expired_and_renewed: "it knows no tokens",
        expired_for_good,
        slow,
        connection_refused,
        unknown_ca: "it has no server",
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
