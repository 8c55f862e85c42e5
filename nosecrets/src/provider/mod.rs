//! What secrets are read from.

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

/// Something that holds secrets, such as a secrets manager.
///
/// A provider is asked on a thread that the resolver keeps for that, never on
/// one of the caller's: it may block, until the deadline at most. It says what
/// went wrong and never with which value; the resolver adds the place, keeps
/// values, tries again, and sees to it that a place is asked once at a time.
pub trait Provider: Send + Sync {
    /// Fetches the secret of `place`, with its field taken out.
    ///
    /// # Errors
    /// Says what went wrong. The resolver tries again after
    /// [`ErrorKind::Unavailable`] only.
    fn fetch(&self, place: &Place, deadline: Instant) -> Result<Fetched, Failure>;

    /// Fetches several secrets, one result for each place, in their order.
    /// Providers whose servers take several names in one request override it,
    /// together with [`batch_size`](Provider::batch_size).
    fn fetch_all(&self, places: &[Place], deadline: Instant) -> Vec<Result<Fetched, Failure>> {
        places.iter().map(|place| self.fetch(place, deadline)).collect()
    }

    /// How many places are worth asking for in one [`fetch_all`](Provider::fetch_all).
    /// With one, the default, the resolver asks for several places at the same
    /// time instead.
    fn batch_size(&self) -> usize {
        1
    }

    /// Whether a value is worth keeping: `false` where asking anew costs no more
    /// than a look into the cache, as for the environment.
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

/// Every provider of this build, with its scheme. None does anything before it
/// is asked for the first time.
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

/// A value that a provider gave out.
#[derive(Debug)]
pub struct Fetched {
    /// The value.
    pub value: SecretBytes,
    /// The server's name for this version of the secret, if it has versions.
    pub version: Option<String>,
    /// For how long the server says that the value is good.
    pub lease: Option<Duration>,
}

impl From<SecretBytes> for Fetched {
    fn from(value: SecretBytes) -> Fetched {
        Fetched { value, version: None, lease: None }
    }
}

/// Why a provider could not give a value out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What went wrong, as callers tell it apart.
    pub kind: ErrorKind,
    /// The same in words, for the log: a lower-case sentence without a final
    /// period that holds neither a value nor what a server sent. Empty if the
    /// kind says it all.
    pub detail: String,
    /// How long the server asked to wait before the next try.
    pub retry_after: Option<Duration>,
}

impl Failure {
    /// A failure of that kind, and what is known of it.
    #[must_use]
    pub fn new(kind: ErrorKind, detail: impl Into<String>) -> Failure {
        Failure { kind, detail: detail.into(), retry_after: None }
    }
}
