//! Errors about the secrets of a configuration.

use std::fmt;

use crate::Error;

/// Every secret of a configuration that could not be read, and why.
#[derive(Clone, PartialEq, Eq)]
pub struct LoadError {
    failures: Vec<FieldFailure>,
}

/// A field whose secret could not be read.
#[derive(Clone, PartialEq, Eq)]
pub struct FieldFailure {
    field: String,
    error: Error,
}

impl LoadError {
    pub(super) fn new(failures: Vec<FieldFailure>) -> LoadError {
        LoadError { failures }
    }

    /// The failures, in the order of the fields.
    #[must_use]
    pub fn failures(&self) -> &[FieldFailure] {
        &self.failures
    }
}

impl FieldFailure {
    pub(super) fn new(field: String, error: Error) -> FieldFailure {
        FieldFailure { field, error }
    }

    /// The field, with the fields that contain it: `database.password`.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// Why its secret could not be read.
    #[must_use]
    pub fn error(&self) -> &Error {
        &self.error
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.failures.as_slice() {
            [one] => write!(f, "{one}"),
            several => {
                write!(f, "{} secrets cannot be read", several.len())?;
                several.iter().try_for_each(|failure| write!(f, "\n  {failure}"))
            }
        }
    }
}

impl fmt::Display for FieldFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "field `{}`: {}", self.field, self.error)
    }
}

/// Writes what `Display` writes, one line for each secret, because a program that returns the error
/// from `main` shows it.
impl fmt::Debug for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for FieldFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for LoadError {}
