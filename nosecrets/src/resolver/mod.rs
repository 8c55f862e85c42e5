//! Reads references: asks providers, keeps values, tells of new ones.
//!
//! * `walk`: from the first place of a reference to the one that has it
//! * `core`: asks providers, with `threads` to do so on
//! * `cache`, `slot`, `keep`: what is kept, for how long
//! * `memo`: where a thread found it the last time
//! * `flight`: one request that many wait for
//! * `watch`: subscriptions
//! * `builder`, `settings`: how a resolver behaves

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

/// Reads references, with providers and a cache of its own.
///
/// A clone is another handle of the same resolver. When the last one is dropped
/// its threads end, reads that wait fail, and subscriptions close.
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

/// What ends the threads: they hold the core themselves.
struct Handles(Arc<Core>);

impl Drop for Handles {
    fn drop(&mut self) {
        self.0.shut_down();
    }
}

static GLOBAL: OnceLock<Resolver> = OnceLock::new();

impl Resolver {
    /// Sets a resolver up that knows all providers of this build.
    pub fn builder() -> ResolverBuilder {
        ResolverBuilder::new()
    }

    /// What `Resolver::builder().build()` gives.
    #[must_use]
    pub fn new() -> Resolver {
        Resolver::builder().build()
    }

    /// The resolver that [`SecretRef::read`] uses: the one that was installed, or
    /// one as it is without settings.
    pub fn global() -> &'static Resolver {
        GLOBAL.get_or_init(Resolver::new)
    }

    /// Makes this the global resolver.
    ///
    /// # Errors
    /// Gives it back if there is one already: another was installed, or a secret
    /// was read before.
    pub fn install(self) -> Result<(), Resolver> {
        GLOBAL.set(self)
    }

    pub(crate) fn with(settings: Settings, providers: HashMap<&'static str, Arc<dyn Provider>>) -> Resolver {
        Resolver(Arc::new(Handles(Arc::new(Core::new(settings, providers)))))
    }

    pub(crate) fn core(&self) -> &Arc<Core> {
        &self.0 .0
    }

    /// Reads a text. Blocks while a provider is asked; safe inside an executor,
    /// whose thread it holds up but does not need.
    ///
    /// # Errors
    /// If no place has it, the first that should be asked cannot be, or it is
    /// not UTF-8.
    pub fn read(&self, reference: SecretRef) -> Result<Secret, Error> {
        text(reference, self.read_bytes(reference)?)
    }

    /// The same in an executor, of any kind.
    ///
    /// # Errors
    /// As [`read`](Resolver::read).
    pub fn read_async(&self, reference: SecretRef) -> impl Future<Output = Result<Secret, Error>> + Send + 'static {
        let value = self.read_bytes_async(reference);
        async move { text(reference, value.await?) }
    }

    /// Reads a secret that need not be text.
    ///
    /// # Errors
    /// As [`read`](Resolver::read).
    pub fn read_bytes(&self, reference: SecretRef) -> Result<SecretBytes, Error> {
        // Most reads end here, with nothing set up for those that do not.
        if let Some(value) = reference.places().first().and_then(|place| self.core().cache.fresh(place)) {
            return Ok(value);
        }
        self.walk(reference, false)
    }

    /// The same in an executor, of any kind.
    ///
    /// # Errors
    /// As [`read`](Resolver::read).
    pub fn read_bytes_async(
        &self,
        reference: SecretRef,
    ) -> impl Future<Output = Result<SecretBytes, Error>> + Send + 'static {
        Walk::new(self.core(), reference, false)
    }

    /// Reads a text that need not be there: `None` if every place says that it
    /// has none. One that is empty is an error, as is a place that cannot be
    /// asked.
    ///
    /// # Errors
    /// As [`read`](Resolver::read), but for what is not there.
    pub fn read_optional(&self, reference: SecretRef) -> Result<Option<Secret>, Error> {
        optional(self.read(reference))
    }

    /// The same in an executor, of any kind.
    ///
    /// # Errors
    /// As [`read_optional`](Resolver::read_optional).
    pub fn read_optional_async(
        &self,
        reference: SecretRef,
    ) -> impl Future<Output = Result<Option<Secret>, Error>> + Send + 'static {
        let value = self.read_async(reference);
        async move { optional(value.await) }
    }

    /// Asks the provider even if a value is kept, for one that does not work any
    /// more. A request that is under way already counts as asking.
    ///
    /// # Errors
    /// As [`read`](Resolver::read); no value of before stands in.
    pub fn refresh(&self, reference: SecretRef) -> Result<Secret, Error> {
        text(reference, self.walk(reference, true)?)
    }

    /// The same in an executor, of any kind.
    ///
    /// # Errors
    /// As [`refresh`](Resolver::refresh).
    pub fn refresh_async(&self, reference: SecretRef) -> impl Future<Output = Result<Secret, Error>> + Send + 'static {
        let value = Walk::new(self.core(), reference, true);
        async move { text(reference, value.await?) }
    }

    /// Reads the secret, and tells from now on when it was replaced.
    ///
    /// # Errors
    /// As [`read`](Resolver::read).
    pub fn subscribe(&self, reference: SecretRef) -> Result<Subscription, Error> {
        Subscription::new(self, reference)
    }

    /// Reads all secrets of a configuration, at the same time.
    ///
    /// # Errors
    /// Names every secret that could not be read.
    pub fn load<T: Secrets>(&self) -> Result<T, LoadError> {
        T::load_with(self)
    }

    /// The same in an executor, of any kind.
    ///
    /// # Errors
    /// As [`load`](Resolver::load).
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

/// Providers may hold credentials.
impl fmt::Debug for Resolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resolver").field("settings", &self.core().settings).finish_non_exhaustive()
    }
}

pub(crate) fn text(reference: SecretRef, value: SecretBytes) -> Result<Secret, Error> {
    Secret::try_from(value).map_err(|kind| Error::of_value(reference, kind, "the value is not UTF-8"))
}

/// What is not there at all becomes `None`.
pub(crate) fn optional<T>(result: Result<T, Error>) -> Result<Option<T>, Error> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind().is_absence() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Nothing here is left half done by a panic, so a poisoned lock is as good as
/// another.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
