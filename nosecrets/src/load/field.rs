//! Converts secrets to the type of a field.

use crate::resolver::{optional, text};
use crate::{Error, ErrorKind, Secret, SecretBytes, SecretRef};

/// The result of a read, with its reference.
pub(crate) type Read = (SecretRef, Result<SecretBytes, Error>);

/// A type for fields of a configuration: [`Secret`] or [`SecretBytes`], an `Option` of one, or a
/// `Vec` with one for each reference.
pub trait Field: Sized {
    /// Converts what was read for the field's references.
    ///
    /// # Errors
    /// All failures.
    #[doc(hidden)]
    fn from_reads(reads: Vec<(SecretRef, Result<SecretBytes, Error>)>) -> Result<Self, Vec<Error>>;
}

/// One of the two forms of secrets.
#[doc(hidden)]
pub trait Form: Sized {
    /// # Errors
    /// If the value has another form.
    fn from_value(reference: SecretRef, value: SecretBytes) -> Result<Self, Error>;
}

impl Form for SecretBytes {
    fn from_value(_: SecretRef, value: SecretBytes) -> Result<SecretBytes, Error> {
        Ok(value)
    }
}

impl Form for Secret {
    fn from_value(reference: SecretRef, value: SecretBytes) -> Result<Secret, Error> {
        text(reference, value)
    }
}

impl<F: Form> Field for F {
    fn from_reads(reads: Vec<Read>) -> Result<F, Vec<Error>> {
        one(reads).map_err(|error| vec![error])
    }
}

impl<F: Form> Field for Option<F> {
    fn from_reads(reads: Vec<Read>) -> Result<Option<F>, Vec<Error>> {
        optional(one(reads)).map_err(|error| vec![error])
    }
}

impl<F: Form> Field for Vec<F> {
    fn from_reads(reads: Vec<Read>) -> Result<Vec<F>, Vec<Error>> {
        let (mut values, mut errors) = (Vec::new(), Vec::new());
        for read in reads {
            match form(read) {
                Ok(value) => values.push(value),
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() {
            Ok(values)
        } else {
            Err(errors)
        }
    }
}

fn form<F: Form>((reference, result): Read) -> Result<F, Error> {
    result.and_then(|value| F::from_value(reference, value))
}

fn one<F: Form>(reads: Vec<Read>) -> Result<F, Error> {
    let none = || Error::new(SecretRef::new(&[]), Vec::new());
    reads.into_iter().next().map_or_else(|| Err(none()), form)
}

/// Parses a value that is more than text, such as a number.
pub(super) fn parsed<T, E>(read: Read, parse: impl FnOnce(&str) -> Result<T, E>) -> Result<T, Error> {
    let reference = read.0;
    let secret: Secret = form(read)?;
    parse(secret.expose()).map_err(|_| Error::of_value(reference, ErrorKind::Malformed, "it cannot be parsed"))
}
