//! What the contract needs of a provider.

use std::sync::Arc;
use std::time::Duration;

use nosecrets::{Error, ErrorKind, Place, Provider, Resolver, ResolverBuilder, SecretRef};

/// A provider and the server behind it.
///
/// Names of secrets are lower-case words with `-` and `/`. A subject that says
/// that a behaviour does not exist leaves out the methods only that needs.
pub(crate) trait Subject: Sized {
    /// The scheme of its references.
    const SCHEME: &'static str;

    /// What the provider says of a secret that does not exist.
    const ABSENT: ErrorKind = ErrorKind::NotFound;

    /// Starts the server. Whatever it started ends when the subject is dropped.
    fn start() -> Self;

    /// The provider as a program would set it up for this server. A new one each
    /// time, which is not logged in yet.
    fn provider(&self) -> Arc<dyn Provider>;

    /// Stores a value: a new secret, or a new version of it.
    fn put(&self, name: &str, value: &[u8]);

    /// Where that value is.
    fn place(&self, name: &str) -> Place;

    /// Stores a secret with several fields.
    fn put_fields(&self, _name: &str, _fields: &[(&str, &str)]) {
        absent("put_fields")
    }

    /// Where one of these fields is.
    fn field(&self, _name: &str, _field: &'static str) -> Place {
        absent("field")
    }

    /// Where the value is that was stored `before` times before the newest: 0
    /// is the newest itself.
    fn version(&self, _name: &str, _before: usize) -> Place {
        absent("version")
    }

    /// Where a version is that never existed.
    fn no_version(&self, _name: &str) -> Place {
        absent("no_version")
    }

    /// How often the server was asked for a secret, logins left out.
    fn requests(&self) -> usize {
        absent("requests")
    }

    /// How the server behaves from now on.
    fn set(&self, _fault: Fault) {
        absent("set")
    }

    /// A provider for the same server over TLS, which trusts only the usual
    /// authorities, not the one that signed the server's certificate.
    fn distrustful(&self) -> Arc<dyn Provider> {
        absent("distrustful")
    }
}

fn absent(method: &str) -> ! {
    panic!("the subject has no `{method}`, for it says that it needs none")
}

/// How a server may behave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// As it should.
    None,
    /// It does not let this login read any secret.
    Denied,
    /// It is sealed, or cannot decrypt.
    Sealed,
    /// It has too much to do: 429, or what stands for it.
    Throttled,
    /// Tokens that it gave out until now are no longer good; a login is.
    TokensExpired,
    /// Neither are logins.
    LoginsExpired,
    /// It takes that long for every answer to a read.
    Slow(Duration),
    /// Nobody listens.
    Down,
    /// 500, or what stands for it.
    Broken,
    /// It answers reads with status 200 and [`NONSENSE`].
    Garbage,
    /// It answers reads with status 200 and 10 MB.
    Huge,
}

/// What a server under [`Fault::Garbage`] says. No error may repeat it.
pub(crate) const NONSENSE: &str = "{\"nonsense\": <html>";

/// A name for as long as the test runs.
pub(crate) fn leaked(text: &str) -> &'static str {
    Box::leak(text.into())
}

pub(crate) fn reference(place: Place) -> SecretRef {
    SecretRef::new(Box::leak(Box::new([place])))
}

/// A resolver of the subject, with the times of a test: nothing is tried twice.
pub(crate) fn quick<S: Subject>(subject: &S) -> ResolverBuilder {
    with_provider::<S>(subject.provider())
}

pub(crate) fn with_provider<S: Subject>(provider: Arc<dyn Provider>) -> ResolverBuilder {
    let builder = Resolver::builder().without_built_ins().provider(S::SCHEME, provider);
    builder.retries(0).backoff(Duration::from_millis(10), Duration::from_millis(50)).jitter(0.0)
}

/// The error has that kind, and holds nothing that it must not.
#[track_caller]
pub(crate) fn refused<T>(result: Result<T, Error>, kind: ErrorKind) {
    let error = result.err().expect("the read is refused");
    assert_eq!(error.kind(), kind, "{error}");
    for text in [error.to_string(), format!("{error:?}")] {
        assert!(!text.contains(VALUE) && !text.contains(&NONSENSE[..10]), "{text}");
    }
}

/// Stands in every value that tests store, and so in no error.
pub(crate) const VALUE: &str = "correct-horse-battery";
