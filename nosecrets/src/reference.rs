//! Where a secret is.

use std::fmt;

use crate::provider::{Env, Provider};
use crate::{Error, Secret};

/// Names a secret and the provider that holds it; reads it on demand.
///
/// A reference is no secret: it may be printed, logged and committed.
///
/// ```
/// use nosecrets::{ErrorKind, SecretRef};
///
/// static TOKEN: SecretRef = SecretRef::from_env("NO_SUCH_VARIABLE");
/// assert_eq!(TOKEN.to_string(), "env://NO_SUCH_VARIABLE");
/// assert_eq!(TOKEN.read().unwrap_err().kind(), ErrorKind::Missing);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SecretRef {
    scheme: Scheme,
    name: &'static str,
}

/// Which provider holds a secret.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Scheme {
    Env,
}

impl Scheme {
    const fn name(self) -> &'static str {
        match self {
            Scheme::Env => "env",
        }
    }

    fn provider(self) -> &'static dyn Provider {
        match self {
            Scheme::Env => &Env,
        }
    }
}

impl SecretRef {
    /// The environment variable `name`. `env_secret!` expands to this, once it
    /// has checked that `name` is one.
    #[must_use]
    pub const fn from_env(name: &'static str) -> SecretRef {
        SecretRef { scheme: Scheme::Env, name }
    }

    /// The name of the secret at its provider.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Reads the secret. Nothing is kept: each call asks the provider anew.
    ///
    /// # Errors
    /// If the variable is not set, is empty or is not UTF-8.
    pub fn read(&self) -> Result<Secret, Error> {
        self.scheme.provider().read(self.name).map_err(|kind| Error::new(*self, kind))
    }
}

impl fmt::Display for SecretRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme.name(), self.name)
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
        const TOKEN: SecretRef = SecretRef::from_env("TOKEN");
        assert_eq!(TOKEN.to_string(), "env://TOKEN");
        assert_eq!(format!("{TOKEN:?}"), "SecretRef(env://TOKEN)");
        assert_eq!(TOKEN.name(), "TOKEN");
    }
}
