//! Providers: where secrets are read from.

#[cfg(feature = "aws")]
mod aws;
#[cfg(feature = "conjur")]
pub mod conjur;
mod env;
mod file;
#[cfg(feature = "http")]
mod http;
#[cfg(feature = "keyring")]
mod keyring;
#[cfg(feature = "vault")]
pub mod vault;

#[cfg(feature = "keyring")]
pub use self::keyring::Keyring;
#[cfg(feature = "aws")]
pub use aws::Aws;
#[cfg(feature = "conjur")]
pub use conjur::Conjur;
pub use env::Env;
pub use file::{Files, Systemd};
#[cfg(feature = "http")]
pub use http::AwsCredentials;
#[cfg(feature = "vault")]
pub use vault::Vault;

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::{ErrorKind, Place, SecretBytes};

/// A source of secrets, such as a secrets manager.
///
/// A provider is called on one of the resolver's threads, never on the caller's: it may block,
/// until the deadline at most. It reports what went wrong, but never a value. The resolver adds the
/// place, caches values, retries, and ensures that there is only one request for a place at a time.
pub trait Provider: Send + Sync {
    /// Fetches the secret of `place`, and extracts its field.
    ///
    /// # Errors
    /// Reports what went wrong. The resolver retries only after [`ErrorKind::Unavailable`].
    fn fetch(&self, place: &Place, deadline: Instant) -> Result<Fetched, Failure>;

    /// Fetches several secrets, and returns one result for each place, in order. Override it,
    /// together with [`batch_size`](Provider::batch_size), if the server accepts several names in
    /// one request.
    fn fetch_all(&self, places: &[Place], deadline: Instant) -> Vec<Result<Fetched, Failure>> {
        places.iter().map(|place| self.fetch(place, deadline)).collect()
    }

    /// Maximum number of places for one [`fetch_all`](Provider::fetch_all). If it is one, the
    /// default, the resolver sends several requests concurrently instead.
    fn batch_size(&self) -> usize {
        1
    }

    /// Whether values are worth caching: `false` if a fetch costs no more than a cache look-up, as
    /// for the environment.
    fn is_remote(&self) -> bool {
        true
    }
}

impl<P: Provider + ?Sized> Provider for Arc<P> {
    fn fetch(&self, place: &Place, deadline: Instant) -> Result<Fetched, Failure> {
        P::fetch(self, place, deadline)
    }

    fn fetch_all(&self, places: &[Place], deadline: Instant) -> Vec<Result<Fetched, Failure>> {
        P::fetch_all(self, places, deadline)
    }

    fn batch_size(&self) -> usize {
        P::batch_size(self)
    }

    fn is_remote(&self) -> bool {
        P::is_remote(self)
    }
}

/// Every provider of this build, with its scheme. None does anything before its first use.
pub(crate) fn built_in() -> Vec<(&'static str, Arc<dyn Provider>)> {
    vec![
        ("env", Arc::new(Env)),
        ("file", Arc::new(Files)),
        ("systemd", Arc::new(Systemd::default())),
        #[cfg(feature = "keyring")]
        ("keyring", Arc::new(Keyring::default())),
        #[cfg(feature = "aws")]
        ("aws-sm", Arc::new(Aws::from_env())),
        #[cfg(feature = "vault")]
        ("vault", Arc::new(Vault::from_env())),
        #[cfg(feature = "conjur")]
        ("conjur", Arc::new(Conjur::from_env())),
    ]
}

/// A value returned by a provider.
#[derive(Debug)]
pub struct Fetched {
    /// The value.
    pub value: SecretBytes,
    /// The server's name for this version of the secret, if it has versions.
    pub version: Option<String>,
    /// How long the value is valid, according to the server.
    pub lease: Option<Duration>,
}

impl From<SecretBytes> for Fetched {
    fn from(value: SecretBytes) -> Fetched {
        Fetched { value, version: None, lease: None }
    }
}

/// Why a provider could not return a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The kind of failure, which callers can match on.
    pub kind: ErrorKind,
    /// Details for the log: a lower-case sentence without a final period. It contains neither a
    /// value nor a server's response. Empty if the kind says it all.
    pub detail: String,
    /// How long the server asks us to wait before the next attempt.
    pub retry_after: Option<Duration>,
}

impl Failure {
    /// A failure of this kind, with details.
    #[must_use]
    pub fn new(kind: ErrorKind, detail: impl Into<String>) -> Failure {
        Failure { kind, detail: detail.into(), retry_after: None }
    }
}
