//! The keyring of the user's session: `keyring://SERVICE/USER`.

use std::sync::Arc;
use std::time::Instant;

use keyring_core::api::CredentialStore;
use keyring_core::{get_default_store, Entry, Error};

use super::{Failure, Fetched, Provider};
use crate::{field, ErrorKind, Place, SecretBytes};

/// Reads what is stored for a service and a user in the Keychain of macOS, the Credential Manager
/// of Windows, or the Secret Service of other systems, through [keyring](https://docs.rs/keyring).
///
/// If the program has set the default store of [keyring-core](https://docs.rs/keyring-core) before
/// the first read, that one is used.
#[derive(Clone, Default)]
pub struct Keyring {
    store: Option<Arc<CredentialStore>>,
}

impl Keyring {
    /// Reads only from this store.
    #[must_use]
    pub fn in_store(store: Arc<CredentialStore>) -> Keyring {
        Keyring { store: Some(store) }
    }

    fn store(&self) -> Result<Arc<CredentialStore>, Failure> {
        let given = self.store.clone().or_else(get_default_store);
        given.map_or_else(of_the_system, Ok)
    }
}

/// On a machine without a keyring, such as most servers, the store is missing, and the next place
/// is queried.
fn of_the_system() -> Result<Arc<CredentialStore>, Failure> {
    let missing = || Failure::new(ErrorKind::Missing, "this session has no keyring");
    keyring::Entry::store_status().as_ref().map_err(|_| missing())?;
    get_default_store().ok_or_else(missing)
}

impl Provider for Keyring {
    fn fetch(&self, place: &Place, _deadline: Instant) -> Result<Fetched, Failure> {
        let names = place.path().rsplit_once('/').filter(|(service, user)| !service.is_empty() && !user.is_empty());
        let unnamed = || Failure::new(ErrorKind::Malformed, "the reference names no service and user");
        let (service, user) = names.ok_or_else(unnamed)?;
        let entry = Entry::new_in_store(&self.store()?, service, user).map_err(|error| failure(&error))?;
        let value = SecretBytes::from(entry.get_secret().map_err(|error| failure(&error))?);
        field::take(value, place.field()).map(Fetched::from)
    }
}

/// Details of some errors are the stored bytes, so no detail is repeated.
fn failure(error: &Error) -> Failure {
    match error {
        Error::NoEntry => Failure::new(ErrorKind::NotFound, "the keyring has no such entry"),
        Error::NoStorageAccess(_) => Failure::new(ErrorKind::Sealed, "the keyring is locked, or may not be used"),
        Error::PlatformFailure(_) => Failure::new(ErrorKind::Unavailable, "the keyring does not work"),
        Error::NoDefaultStore => Failure::new(ErrorKind::Missing, "this session has no keyring"),
        Error::Ambiguous(_) => Failure::new(ErrorKind::Malformed, "the keyring has several such entries"),
        _ => Failure::new(ErrorKind::Malformed, "the keyring's entry cannot be read"),
    }
}

#[cfg(test)]
mod tests {
    use keyring_core::mock;

    use super::*;

    fn kind(keyring: &Keyring, path: &'static str) -> Result<Vec<u8>, ErrorKind> {
        let fetched = keyring.fetch(&Place::new("keyring", path), Instant::now()).map_err(|failure| failure.kind)?;
        Ok(fetched.value.expose().to_vec())
    }

    #[test]
    fn what_is_stored_for_a_service_and_a_user_is_read() {
        let store: Arc<CredentialStore> = mock::Store::new().unwrap();
        Entry::new_in_store(&store, "my/service", "me").unwrap().set_secret(&[0xff, 1]).unwrap();
        let keyring = Keyring::in_store(store);
        assert_eq!(kind(&keyring, "my/service/me"), Ok(vec![0xff, 1]));
        assert_eq!(kind(&keyring, "my/service/you"), Err(ErrorKind::NotFound));
        for path in ["", "/", "service", "service/", "/me"] {
            assert_eq!(kind(&keyring, path), Err(ErrorKind::Malformed), "{path:?}");
        }
    }

    #[test]
    fn errors_are_told_apart_and_hold_no_bytes() {
        let other = || Box::from("inner");
        for (error, kind) in [
            (Error::NoStorageAccess(other()), ErrorKind::Sealed),
            (Error::PlatformFailure(other()), ErrorKind::Unavailable),
            (Error::NoDefaultStore, ErrorKind::Missing),
            (Error::BadDataFormat(b"inner".to_vec(), other()), ErrorKind::Malformed),
        ] {
            let failure = failure(&error);
            assert_eq!(failure.kind, kind);
            assert!(!failure.detail.contains("inner"), "{failure:?}");
        }
    }
}
