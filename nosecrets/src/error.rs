//! Errors about secrets that could not be read.

use std::fmt;

use crate::{Failure, Place, SecretRef};

/// A secret could not be read. The error names the reference and the failure at each place. It
/// never contains a value or a server's response.
///
/// `Debug` writes what `Display` writes, because `main` shows it when it returns the error, and
/// `unwrap` when it panics.
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    reference: SecretRef,
    kind: ErrorKind,
    detail: &'static str,
    tried: Vec<Tried>,
}

/// A place that was queried without success.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    place: Place,
    failure: Failure,
}

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Something that the program should have been given is missing: a variable, a file, the
    /// address of a server or a login.
    Missing,
    /// The provider has no such secret, version or field.
    NotFound,
    /// The secret exists but is empty.
    Empty,
    /// The provider does not allow this login to read it.
    Denied,
    /// The provider is sealed, or its key to the value is not available.
    Sealed,
    /// The login, token or lease has expired, and could not be renewed.
    Expired,
    /// The provider does not respond, or not in time, or is temporarily unavailable.
    Unavailable,
    /// The response or the value has the wrong form.
    Malformed,
}

impl Error {
    /// No place of the reference yielded the secret.
    pub(crate) fn new(reference: SecretRef, tried: Vec<Tried>) -> Error {
        let last = tried.last().map_or(ErrorKind::Missing, Tried::kind);
        // An empty secret is a mistake. A later place without the secret must not hide it.
        let kind = match tried.iter().any(|tried| tried.kind() == ErrorKind::Empty) && last.is_absence() {
            true => ErrorKind::Empty,
            false => last,
        };
        let detail = if tried.is_empty() { "the reference has no place" } else { "" };
        Error { reference, kind, detail, tried }
    }

    /// The secret was read, but its value is unusable.
    pub(crate) fn of_value(reference: SecretRef, kind: ErrorKind, detail: &'static str) -> Error {
        Error { reference, kind, detail, tried: Vec::new() }
    }

    /// The secret that was requested.
    #[must_use]
    pub fn reference(&self) -> SecretRef {
        self.reference
    }

    /// The failure at the last place that was queried. It is [`ErrorKind::Empty`] if the last place
    /// had no secret and an earlier one had an empty one.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The failure at each place, in the order of the queries.
    #[must_use]
    pub fn tried(&self) -> &[Tried] {
        &self.tried
    }
}

impl Tried {
    pub(crate) fn new(place: Place, failure: Failure) -> Tried {
        Tried { place, failure }
    }

    /// The place that was queried.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place
    }

    /// The kind of failure.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.failure.kind
    }

    /// The failure in the provider's words; empty if the kind says it all.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.failure.detail
    }
}

impl ErrorKind {
    /// Whether the place has no such secret, as far as is known.
    pub(crate) fn is_absence(self) -> bool {
        matches!(self, ErrorKind::Missing | ErrorKind::NotFound)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read `{}`: ", self.reference)?;
        match self.tried.as_slice() {
            [] => write_why(f, self.kind, self.detail),
            [one] => write_why(f, one.kind(), one.detail()),
            several => several.iter().enumerate().try_for_each(|(at, tried)| {
                write!(f, "{}at `{}` ", if at == 0 { "" } else { ", " }, tried.place)?;
                write_why(f, tried.kind(), tried.detail())
            }),
        }
    }
}

fn write_why(f: &mut fmt::Formatter<'_>, kind: ErrorKind, detail: &str) -> fmt::Result {
    match detail {
        "" => write!(f, "{kind}"),
        detail => write!(f, "{kind} ({detail})"),
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ErrorKind::Missing => "it is not set",
            ErrorKind::NotFound => "there is no such secret",
            ErrorKind::Empty => "it is empty",
            ErrorKind::Denied => "access is denied",
            ErrorKind::Sealed => "the provider is sealed",
            ErrorKind::Expired => "the login has expired",
            ErrorKind::Unavailable => "the provider does not respond",
            ErrorKind::Malformed => "the value is malformed",
        })
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACES: SecretRef = SecretRef::new(&[Place::new("env", "A"), Place::new("vault", "secret/a")]);

    fn error(failures: &[(ErrorKind, &str)]) -> Error {
        let tried = PLACES.places().iter().zip(failures);
        let tried = tried.map(|(place, (kind, detail))| Tried::new(*place, Failure::new(*kind, *detail)));
        Error::new(PLACES, tried.collect())
    }

    #[test]
    fn the_message_says_what_each_place_said() {
        let both = error(&[(ErrorKind::Missing, ""), (ErrorKind::Denied, "status 403")]);
        assert_eq!(both.kind(), ErrorKind::Denied);
        assert_eq!(
            both.to_string(),
            "cannot read `env://A, else vault://secret/a`: at `env://A` it is not set, at `vault://secret/a` access is denied (status 403)"
        );
        assert_eq!(format!("{both:?}"), both.to_string());
        let one = error(&[(ErrorKind::Malformed, "")]);
        assert_eq!(one.to_string(), "cannot read `env://A, else vault://secret/a`: the value is malformed");
        let none = Error::new(SecretRef::new(&[]), Vec::new());
        assert_eq!(none.to_string(), "cannot read ``: it is not set (the reference has no place)");
    }

    #[test]
    fn an_empty_value_is_not_hidden_by_a_place_that_has_none() {
        assert_eq!(error(&[(ErrorKind::Empty, ""), (ErrorKind::NotFound, "")]).kind(), ErrorKind::Empty);
        assert_eq!(error(&[(ErrorKind::Empty, ""), (ErrorKind::Denied, "")]).kind(), ErrorKind::Denied);
        assert_eq!(error(&[(ErrorKind::NotFound, ""), (ErrorKind::Missing, "")]).kind(), ErrorKind::Missing);
    }
}
