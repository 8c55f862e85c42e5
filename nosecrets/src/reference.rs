//! References to secrets, with one or more places.

use std::fmt;
use std::future::Future;

use crate::resolver::optional;
use crate::{Error, Place, Resolver, Secret, SecretBytes, Subscription};

/// Names a secret and the providers that hold it; reads it on demand.
///
/// A reference is not secret: it may be printed, logged and committed. If there are several places,
/// the second is queried only if the first has no such secret.
///
/// ```
/// use nosecrets::{ErrorKind, Place, SecretRef};
///
/// static TOKEN: SecretRef = SecretRef::new(&[Place::new("env", "NO_SUCH_VARIABLE")]);
/// assert_eq!(TOKEN.to_string(), "env://NO_SUCH_VARIABLE");
/// assert_eq!(TOKEN.read().unwrap_err().kind(), ErrorKind::Missing);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SecretRef {
    places: &'static [Place],
}

impl SecretRef {
    /// The secret at the first of `places` that has it. `env_secret!` expands to this, after
    /// validating every place.
    #[must_use]
    pub const fn new(places: &'static [Place]) -> SecretRef {
        SecretRef { places }
    }

    /// The places, in the order of the queries.
    #[must_use]
    pub const fn places(&self) -> &'static [Place] {
        self.places
    }

    /// This reference, read into an `Option`.
    #[must_use]
    pub const fn optional(self) -> OptionalSecretRef {
        OptionalSecretRef(self)
    }

    /// Reads the secret, as text, with [`Resolver::global`]. Blocks while a provider is queried; a
    /// cached value is returned at once.
    ///
    /// # Errors
    /// If no place has it, a place that should be queried cannot be, or the value is not UTF-8.
    pub fn read(&self) -> Result<Secret, Error> {
        Resolver::global().read(*self)
    }

    /// [`read`](SecretRef::read) without blocking, in any executor.
    ///
    /// # Errors
    /// See [`read`](SecretRef::read).
    pub fn read_async(&self) -> impl Future<Output = Result<Secret, Error>> + Send + 'static {
        Resolver::global().read_async(*self)
    }

    /// [`read`](SecretRef::read) with a given resolver.
    ///
    /// # Errors
    /// See [`read`](SecretRef::read).
    pub fn read_with(&self, resolver: &Resolver) -> Result<Secret, Error> {
        resolver.read(*self)
    }

    /// Reads a secret that may be binary.
    ///
    /// # Errors
    /// If no place has it, or a place that should be queried cannot be.
    pub fn read_bytes(&self) -> Result<SecretBytes, Error> {
        Resolver::global().read_bytes(*self)
    }

    /// [`read_bytes`](SecretRef::read_bytes) without blocking, in any executor.
    ///
    /// # Errors
    /// See [`read_bytes`](SecretRef::read_bytes).
    pub fn read_bytes_async(&self) -> impl Future<Output = Result<SecretBytes, Error>> + Send + 'static {
        Resolver::global().read_bytes_async(*self)
    }

    /// Reads an optional secret, as text: `None` if every place reports that it does not have it.
    /// An empty secret is an error, and so is a place that cannot be queried.
    ///
    /// # Errors
    /// See [`read`](SecretRef::read), except that a missing secret is not an error.
    pub fn read_optional(&self) -> Result<Option<Secret>, Error> {
        Resolver::global().read_optional(*self)
    }

    /// [`read_optional`](SecretRef::read_optional) without blocking, in any executor.
    ///
    /// # Errors
    /// See [`read_optional`](SecretRef::read_optional).
    pub fn read_optional_async(&self) -> impl Future<Output = Result<Option<Secret>, Error>> + Send + 'static {
        Resolver::global().read_optional_async(*self)
    }

    /// Queries the provider even if a value is cached, for a value that no longer works.
    ///
    /// # Errors
    /// See [`read`](SecretRef::read). A cached value never stands in.
    pub fn refresh(&self) -> Result<Secret, Error> {
        Resolver::global().refresh(*self)
    }

    /// [`refresh`](SecretRef::refresh) without blocking, in any executor.
    ///
    /// # Errors
    /// See [`refresh`](SecretRef::refresh).
    pub fn refresh_async(&self) -> impl Future<Output = Result<Secret, Error>> + Send + 'static {
        Resolver::global().refresh_async(*self)
    }

    /// Reads the secret, and reports from now on when it has been replaced.
    ///
    /// # Errors
    /// See [`read`](SecretRef::read).
    pub fn subscribe(&self) -> Result<Subscription, Error> {
        Resolver::global().subscribe(*self)
    }
}

/// A reference to an optional secret.
///
/// ```
/// use nosecrets::{OptionalSecretRef, Place};
///
/// static TOKEN: OptionalSecretRef = OptionalSecretRef::new(&[Place::new("env", "NO_SUCH_VARIABLE")]);
/// assert_eq!(TOKEN.read()?, None);
/// # Ok::<(), nosecrets::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct OptionalSecretRef(SecretRef);

impl OptionalSecretRef {
    /// The secret at the first of `places` that has it, if any.
    #[must_use]
    pub const fn new(places: &'static [Place]) -> OptionalSecretRef {
        SecretRef::new(places).optional()
    }

    /// This reference, read into a value that must exist.
    #[must_use]
    pub const fn reference(self) -> SecretRef {
        self.0
    }

    /// See [`SecretRef::read_optional`].
    ///
    /// # Errors
    /// See [`SecretRef::read_optional`].
    pub fn read(&self) -> Result<Option<Secret>, Error> {
        self.0.read_optional()
    }

    /// See [`SecretRef::read_optional_async`].
    ///
    /// # Errors
    /// See [`SecretRef::read_optional_async`].
    pub fn read_async(&self) -> impl Future<Output = Result<Option<Secret>, Error>> + Send + 'static {
        self.0.read_optional_async()
    }

    /// [`read`](OptionalSecretRef::read) for a secret that may be binary.
    ///
    /// # Errors
    /// See [`SecretRef::read_bytes`], except that a missing secret is not an error.
    pub fn read_bytes(&self) -> Result<Option<SecretBytes>, Error> {
        optional(self.0.read_bytes())
    }

    /// [`read`](OptionalSecretRef::read) with a given resolver.
    ///
    /// # Errors
    /// See [`SecretRef::read_optional`].
    pub fn read_with(&self, resolver: &Resolver) -> Result<Option<Secret>, Error> {
        resolver.read_optional(self.0)
    }
}

impl fmt::Display for OptionalSecretRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for OptionalSecretRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OptionalSecretRef({self})")
    }
}

impl fmt::Display for SecretRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, place) in self.places.iter().enumerate() {
            write!(f, "{}{place}", if at == 0 { "" } else { ", else " })?;
        }
        Ok(())
    }
}

impl fmt::Debug for SecretRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretRef({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_shows_where_the_secret_is() {
        const TOKEN: SecretRef = SecretRef::new(&[Place::new("env", "A"), Place::new("vault", "secret/a")]);
        assert_eq!(TOKEN.to_string(), "env://A, else vault://secret/a");
        assert_eq!(format!("{TOKEN:?}"), "SecretRef(env://A, else vault://secret/a)");
    }
}
