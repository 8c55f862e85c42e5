//! Resolves references: queries providers, caches values, announces new ones.
//!
//! * `walk`: tries the places of a reference in order
//! * `core`: queries providers, on `threads`
//! * `cache`, `slot`, `keep`: what is cached, and for how long
//! * `memo`: where a thread last found a value
//! * `flight`: one request that many readers wait for
//! * `watch`: subscriptions
//! * `builder`, `settings`: the configuration of a resolver

mod block;
mod builder;
mod cache;
mod core;
mod flight;
mod hash;
mod keep;
mod memo;
mod random;
mod settings;
mod slot;
mod threads;
mod wakers;
mod walk;
mod watch;

pub use builder::ResolverBuilder;
pub use watch::Subscription;

pub(crate) use self::block::block_on;
pub(crate) use self::core::Core;
pub(crate) use self::walk::Walk;

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use self::settings::Settings;
use crate::load::{LoadError, Loading, Secrets};
use crate::provider::Provider;
use crate::{Error, Secret, SecretBytes, SecretRef};

/// Reads references, with its own providers and cache.
///
/// A clone is another handle to this resolver. When the last handle is dropped, its threads end,
/// pending reads fail, and subscriptions close.
///
/// ```
/// use std::time::{Duration, Instant};
/// use nosecrets::{Failure, Fetched, Place, Provider, Resolver, SecretBytes, SecretRef};
///
/// struct Fixed;
///
/// impl Provider for Fixed {
///     fn fetch(&self, place: &Place, _: Instant) -> Result<Fetched, Failure> {
///         Ok(Fetched::from(SecretBytes::from(format!("value of {}", place.path()))))
///     }
/// }
///
/// let resolver = Resolver::builder().provider("vault", Fixed).ttl(Duration::from_secs(60)).build();
/// static TOKEN: SecretRef = SecretRef::new(&[Place::new("vault", "secret/a")]);
/// assert_eq!(resolver.read(TOKEN)?.expose(), "value of secret/a");
/// # Ok::<(), nosecrets::Error>(())
/// ```
#[derive(Clone)]
pub struct Resolver(Arc<Handles>);

/// Ends the threads when the last handle is dropped; the threads themselves hold the core.
struct Handles(Arc<Core>);

impl Drop for Handles {
    fn drop(&mut self) {
        self.0.shut_down();
    }
}

static GLOBAL: OnceLock<Resolver> = OnceLock::new();

impl Resolver {
    /// A builder with all providers of this build.
    pub fn builder() -> ResolverBuilder {
        ResolverBuilder::new()
    }

    /// A resolver with default settings.
    #[must_use]
    pub fn new() -> Resolver {
        Resolver::builder().build()
    }

    /// The resolver that [`SecretRef::read`] uses: the installed one, or one with default settings.
    pub fn global() -> &'static Resolver {
        GLOBAL.get_or_init(Resolver::new)
    }

    /// Installs this as the global resolver.
    ///
    /// # Errors
    /// Returns it if there already is a global one: another was installed, or a secret was read
    /// before.
    pub fn install(self) -> Result<(), Resolver> {
        GLOBAL.set(self)
    }

    pub(crate) fn with(settings: Settings, providers: HashMap<&'static str, Arc<dyn Provider>>) -> Resolver {
        Resolver(Arc::new(Handles(Arc::new(Core::new(settings, providers)))))
    }

    pub(crate) fn core(&self) -> &Arc<Core> {
        &self.0 .0
    }

    /// Reads a secret, as text. Blocks while a provider is queried. It is safe inside an executor:
    /// it blocks the executor's thread, but does not depend on it.
    ///
    /// # Errors
    /// If no place has it, a place that should be queried cannot be, or the value is not UTF-8.
    pub fn read(&self, reference: SecretRef) -> Result<Secret, Error> {
        text(reference, self.read_bytes(reference)?)
    }

    /// [`read`](Resolver::read) without blocking, in any executor.
    ///
    /// # Errors
    /// See [`read`](Resolver::read).
    pub fn read_async(&self, reference: SecretRef) -> impl Future<Output = Result<Secret, Error>> + Send + 'static {
        let value = self.read_bytes_async(reference);
        async move { text(reference, value.await?) }
    }

    /// Reads a secret that may be binary.
    ///
    /// # Errors
    /// See [`read`](Resolver::read).
    pub fn read_bytes(&self, reference: SecretRef) -> Result<SecretBytes, Error> {
        // Most reads end here, without setting up anything that only the others need.
        if let Some(value) = reference.places().first().and_then(|place| self.core().cache.fresh(place)) {
            return Ok(value);
        }
        self.walk(reference, false)
    }

    /// [`read_bytes`](Resolver::read_bytes) without blocking, in any executor.
    ///
    /// # Errors
    /// See [`read`](Resolver::read).
    pub fn read_bytes_async(
        &self,
        reference: SecretRef,
    ) -> impl Future<Output = Result<SecretBytes, Error>> + Send + 'static {
        Walk::new(self.core(), reference, false)
    }

    /// Reads an optional secret, as text: `None` if every place reports that it does not have it.
    /// An empty secret is an error, and so is a place that cannot be queried.
    ///
    /// # Errors
    /// See [`read`](Resolver::read), except that a missing secret is not an error.
    pub fn read_optional(&self, reference: SecretRef) -> Result<Option<Secret>, Error> {
        optional(self.read(reference))
    }

    /// [`read_optional`](Resolver::read_optional) without blocking, in any executor.
    ///
    /// # Errors
    /// See [`read_optional`](Resolver::read_optional).
    pub fn read_optional_async(
        &self,
        reference: SecretRef,
    ) -> impl Future<Output = Result<Option<Secret>, Error>> + Send + 'static {
        let value = self.read_async(reference);
        async move { optional(value.await) }
    }

    /// Queries the provider even if a value is cached, for a value that no longer works. A pending
    /// request counts as a query.
    ///
    /// # Errors
    /// See [`read`](Resolver::read). A cached value never stands in.
    pub fn refresh(&self, reference: SecretRef) -> Result<Secret, Error> {
        text(reference, self.walk(reference, true)?)
    }

    /// [`refresh`](Resolver::refresh) without blocking, in any executor.
    ///
    /// # Errors
    /// See [`refresh`](Resolver::refresh).
    pub fn refresh_async(&self, reference: SecretRef) -> impl Future<Output = Result<Secret, Error>> + Send + 'static {
        let value = Walk::new(self.core(), reference, true);
        async move { text(reference, value.await?) }
    }

    /// Reads the secret, and reports from now on when it has been replaced.
    ///
    /// # Errors
    /// See [`read`](Resolver::read).
    pub fn subscribe(&self, reference: SecretRef) -> Result<Subscription, Error> {
        Subscription::new(self, reference)
    }

    /// Reads all secrets of a configuration at once.
    ///
    /// # Errors
    /// If a secret could not be read. The error names all of them.
    pub fn load<T: Secrets>(&self) -> Result<T, LoadError> {
        T::load_with(self)
    }

    /// [`load`](Resolver::load) without blocking, in any executor.
    ///
    /// # Errors
    /// See [`load`](Resolver::load).
    pub fn load_async<T: Secrets>(&self) -> Loading<T> {
        Loading::new(self)
    }

    fn walk(&self, reference: SecretRef, anew: bool) -> Result<SecretBytes, Error> {
        let mut walk = Walk::new(self.core(), reference, anew);
        match walk.walk_local() {
            Some(end) => end,
            None => block_on(walk),
        }
    }
}

impl Default for Resolver {
    fn default() -> Resolver {
        Resolver::new()
    }
}

/// Shows no provider, because providers may hold credentials.
impl fmt::Debug for Resolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resolver").field("settings", &self.core().settings).finish_non_exhaustive()
    }
}

pub(crate) fn text(reference: SecretRef, value: SecretBytes) -> Result<Secret, Error> {
    Secret::try_from(value).map_err(|kind| Error::of_value(reference, kind, "the value is not UTF-8"))
}

/// Converts a missing secret to `None`.
pub(crate) fn optional<T>(result: Result<T, Error>) -> Result<Option<T>, Error> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind().is_absence() => Ok(None),
        Err(error) => Err(error),
    }
}

/// A panic leaves nothing half changed here, so a poisoned lock is used like any other.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
