//! Why a secret could not be read.

use std::fmt;

use crate::SecretRef;

/// A secret could not be read. Names the reference, never a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    reference: SecretRef,
    kind: ErrorKind,
}

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// There is no such variable.
    Missing,
    /// The variable is set, but to nothing.
    Empty,
    /// The value is not UTF-8.
    NotUnicode,
}

impl Error {
    pub(crate) fn new(reference: SecretRef, kind: ErrorKind) -> Error {
        Error { reference, kind }
    }

    /// The secret that was asked for.
    #[must_use]
    pub fn reference(&self) -> SecretRef {
        self.reference
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read `{}`: {}", self.reference, self.kind)
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ErrorKind::Missing => "the variable is not set",
            ErrorKind::Empty => "the variable is empty",
            ErrorKind::NotUnicode => "the value is not UTF-8",
        })
    }
}

impl std::error::Error for Error {}
