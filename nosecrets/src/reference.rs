//! Where a secret is, in one place or several.

use std::fmt;
use std::future::Future;

use crate::resolver::optional;
use crate::{Error, Place, Resolver, Secret, SecretBytes, Subscription};

/// Names a secret and the providers that hold it; reads it on demand.
///
/// A reference is no secret: it may be printed, logged and committed. With
/// several places, the second is asked only if the first has no such secret.
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
    /// The secret at the first of `places` that has it. `env_secret!` expands to
    /// this, once it has checked every place.
    #[must_use]
    pub const fn new(places: &'static [Place]) -> SecretRef {
        SecretRef { places }
    }

    /// Where it is looked for, in this order.
    #[must_use]
    pub const fn places(&self) -> &'static [Place] {
        self.places
    }

    /// The same, read into an `Option`.
    #[must_use]
    pub const fn optional(self) -> OptionalSecretRef {
        OptionalSecretRef(self)
    }

    /// Reads the secret, as text, with [`Resolver::global`]. Blocks while a
    /// provider is asked; a value that is kept is there at once.
    ///
    /// # Errors
    /// If no place has it, the first that should be asked cannot be, or it is
    /// not UTF-8.
    pub fn read(&self) -> Result<Secret, Error> {
        Resolver::global().read(*self)
    }

    /// The same in an executor, of any kind.
    ///
    /// # Errors
    /// As [`read`](SecretRef::read).
    pub fn read_async(&self) -> impl Future<Output = Result<Secret, Error>> + Send + 'static {
        Resolver::global().read_async(*self)
    }

    /// The same with a resolver of one's own.
    ///
    /// # Errors
    /// As [`read`](SecretRef::read).
    pub fn read_with(&self, resolver: &Resolver) -> Result<Secret, Error> {
        resolver.read(*self)
    }

    /// Reads a secret that need not be text.
    ///
    /// # Errors
    /// If no place has it, or the first that should be asked cannot be.
    pub fn read_bytes(&self) -> Result<SecretBytes, Error> {
        Resolver::global().read_bytes(*self)
    }

    /// The same in an executor, of any kind.
    ///
    /// # Errors
    /// As [`read_bytes`](SecretRef::read_bytes).
    pub fn read_bytes_async(&self) -> impl Future<Output = Result<SecretBytes, Error>> + Send + 'static {
        Resolver::global().read_bytes_async(*self)
    }

    /// Reads a text that need not be there: `None` if every place says that it
    /// has none. One that is empty is an error, as is a place that cannot be
    /// asked.
    ///
    /// # Errors
    /// As [`read`](SecretRef::read), but for what is not there.
    pub fn read_optional(&self) -> Result<Option<Secret>, Error> {
        Resolver::global().read_optional(*self)
    }

    /// The same in an executor, of any kind.
    ///
    /// # Errors
    /// As [`read_optional`](SecretRef::read_optional).
    pub fn read_optional_async(&self) -> impl Future<Output = Result<Option<Secret>, Error>> + Send + 'static {
        Resolver::global().read_optional_async(*self)
    }

    /// Asks the provider even if a value is kept, for one that does not work any
    /// more.
    ///
    /// # Errors
    /// As [`read`](SecretRef::read); no value of before stands in.
    pub fn refresh(&self) -> Result<Secret, Error> {
        Resolver::global().refresh(*self)
    }

    /// The same in an executor, of any kind.
    ///
    /// # Errors
    /// As [`refresh`](SecretRef::refresh).
    pub fn refresh_async(&self) -> impl Future<Output = Result<Secret, Error>> + Send + 'static {
        Resolver::global().refresh_async(*self)
    }

    /// Reads the secret, and tells from now on when it was replaced.
    ///
    /// # Errors
    /// As [`read`](SecretRef::read).
    pub fn subscribe(&self) -> Result<Subscription, Error> {
        Resolver::global().subscribe(*self)
    }
}

/// A reference to a secret that need not be there.
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
    /// The secret at the first of `places` that has it, if one has.
    #[must_use]
    pub const fn new(places: &'static [Place]) -> OptionalSecretRef {
        SecretRef::new(places).optional()
    }

    /// The same reference, read into a value that has to be there.
    #[must_use]
    pub const fn reference(self) -> SecretRef {
        self.0
    }

    /// As [`SecretRef::read_optional`].
    ///
    /// # Errors
    /// See there.
    pub fn read(&self) -> Result<Option<Secret>, Error> {
        self.0.read_optional()
    }

    /// As [`SecretRef::read_optional_async`].
    ///
    /// # Errors
    /// See there.
    pub fn read_async(&self) -> impl Future<Output = Result<Option<Secret>, Error>> + Send + 'static {
        self.0.read_optional_async()
    }

    /// The same for a secret that need not be text.
    ///
    /// # Errors
    /// As [`SecretRef::read_bytes`], but for what is not there.
    pub fn read_bytes(&self) -> Result<Option<SecretBytes>, Error> {
        optional(self.0.read_bytes())
    }

    /// The same with a resolver of one's own.
    ///
    /// # Errors
    /// As [`SecretRef::read_optional`].
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
