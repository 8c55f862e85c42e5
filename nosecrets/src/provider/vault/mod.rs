//! HashiCorp Vault and OpenBao: `vault://secret/twilio#api_key`.
//!
//! The path is that of the CLI: it begins with the mount, and lacks the `data/` that the API of KV
//! version 2 inserts. Parameters: `version=` (KV version 2), and `kv=1` or `kv=2` if the server
//! does not allow us to look the mount up. With `mount=`, the path is relative to that mount.
//!
//! API: <https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2>

mod answer;
mod builder;
mod engine;
mod login;
mod renewer;
mod server;
mod token;

pub use builder::VaultBuilder;
pub use login::{VaultLogin, VaultSecretId};

use std::fmt;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use self::engine::Document;
use self::renewer::Renewer;
use self::server::Server;
use super::http::Setup;
use super::{Failure, Fetched, Provider};
use crate::{ErrorKind, Place};

/// Maximum number of concurrent requests of one batch.
const AT_ONCE: usize = 8;

/// Reads secrets from a Vault or OpenBao server.
///
/// A thread, which ends with the provider, renews tokens in time. If a token cannot be renewed, it
/// logs in again.
///
/// ```no_run
/// use nosecrets::provider::{Vault, vault::VaultLogin};
///
/// # fn main() -> Result<(), nosecrets::Failure> {
/// let vault = Vault::builder("https://vault.example:8200").login(VaultLogin::kubernetes("web")).build()?;
/// # Ok(())
/// # }
/// ```
pub struct Vault(Setup<Connection>);

struct Connection {
    server: Arc<Server>,
    renewer: Renewer,
}

impl Vault {
    /// A provider for the server at `address`, such as `https://vault.example:8200`.
    #[must_use]
    pub fn builder(address: impl Into<String>) -> VaultBuilder {
        VaultBuilder::new(address.into())
    }

    /// Uses `VAULT_ADDR`, `VAULT_TOKEN` and the other variables of the CLI; those that begin with
    /// `BAO_` take precedence. They are read with the first secret, which fails as
    /// [`VaultBuilder::from_env`] does.
    #[must_use]
    pub fn from_env() -> Vault {
        Vault(Setup::on_demand(|| VaultBuilder::from_env()?.connection()))
    }
}

impl Connection {
    fn new(server: Server) -> Connection {
        let server = Arc::new(server);
        let renewer = Renewer::of(&server);
        Connection { server, renewer }
    }

    fn read(&self, place: &Place, deadline: Instant) -> Result<Document, Failure> {
        let document = engine::read(&self.server, place, deadline);
        self.renewer.watch();
        document
    }

    /// Reads all of `places`, which refer to whole secrets, not to fields.
    fn read_all(&self, places: &[&Place], deadline: Instant) -> Vec<Result<Document, Failure>> {
        let read = |places: &[&Place]| places.iter().map(|place| self.read(place, deadline)).collect::<Vec<_>>();
        let share = (places.len() + AT_ONCE - 1) / AT_ONCE;
        if places.len() <= 1 {
            return read(places);
        }
        thread::scope(|scope| {
            let threads: Vec<_> = places.chunks(share).map(|share| (share, scope.spawn(move || read(share)))).collect();
            let done = threads.into_iter().flat_map(|(share, thread)| {
                thread.join().unwrap_or_else(|_| share.iter().map(|_| Err(panicked())).collect())
            });
            done.collect()
        })
    }
}

fn panicked() -> Failure {
    Failure::new(ErrorKind::Malformed, "a thread that read the secret has panicked")
}

impl Provider for Vault {
    fn fetch(&self, place: &Place, deadline: Instant) -> Result<Fetched, Failure> {
        self.0.get()?.read(place, deadline)?.take(place.field())
    }

    /// Reads each secret once, however many of its fields are requested.
    fn fetch_all(&self, places: &[Place], deadline: Instant) -> Vec<Result<Fetched, Failure>> {
        let connection = match self.0.get() {
            Ok(connection) => connection,
            Err(failure) => return places.iter().map(|_| Err(failure.clone())).collect(),
        };
        let mut secrets: Vec<&Place> = Vec::new();
        let at: Vec<usize> = places
            .iter()
            .map(|place| {
                secrets.iter().position(|known| is_same_secret(known, place)).unwrap_or_else(|| {
                    secrets.push(place);
                    secrets.len() - 1
                })
            })
            .collect();
        let documents = connection.read_all(&secrets, deadline);
        let taken = at.into_iter().zip(places).map(|(at, place)| match &documents[at] {
            Ok(document) => document.take(place.field()),
            Err(failure) => Err(failure.clone()),
        });
        taken.collect()
    }

    fn batch_size(&self) -> usize {
        usize::MAX
    }
}

fn is_same_secret(a: &Place, b: &Place) -> bool {
    a.path() == b.path() && ["version", "kv", "mount"].iter().all(|key| a.param(key) == b.param(key))
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").finish_non_exhaustive()
    }
}
