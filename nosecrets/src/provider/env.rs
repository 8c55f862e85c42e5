//! The environment of the process: `env://NAME`.

use std::ffi::OsString;
use std::time::Instant;

use super::{Failure, Fetched, Provider};
use crate::{field, ErrorKind, Place, SecretBytes};

/// Reads environment variables.
#[derive(Debug, Clone, Copy, Default)]
pub struct Env;

impl Provider for Env {
    fn fetch(&self, place: &Place, _deadline: Instant) -> Result<Fetched, Failure> {
        let value = text(std::env::var_os(place.path()))?;
        field::take(value, place.field()).map(Fetched::from)
    }

    fn is_remote(&self) -> bool {
        false
    }
}

/// An empty variable is how many tools unset one (`TOKEN= command`, an unset CI secret), and never
/// a credential. It is an error too, but of a different kind.
fn text(value: Option<OsString>) -> Result<SecretBytes, Failure> {
    let value = value.ok_or_else(|| Failure::new(ErrorKind::Missing, ""))?;
    let text = value.into_string().map_err(|_| Failure::new(ErrorKind::Malformed, "the value is not UTF-8"))?;
    if text.is_empty() {
        return Err(Failure::new(ErrorKind::Empty, ""));
    }
    Ok(SecretBytes::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &'static str) -> Option<ErrorKind> {
        Env.fetch(&Place::new("env", name), Instant::now()).err().map(|failure| failure.kind)
    }

    fn kind_of(value: Option<OsString>) -> Option<ErrorKind> {
        text(value).err().map(|failure| failure.kind)
    }

    #[test]
    fn a_variable_is_read_when_asked_for() {
        // Cargo sets it for every test.
        assert_eq!(kind("CARGO_PKG_NAME"), None);
        assert_eq!(kind("NOSECRETS_NOT_SET"), Some(ErrorKind::Missing));
    }

    #[test]
    fn what_the_system_would_not_take_as_a_name_is_missing() {
        for name in ["", "A=B", "A\0B"] {
            assert_eq!(kind(name), Some(ErrorKind::Missing), "{name:?}");
        }
    }

    #[test]
    fn an_empty_value_is_not_a_missing_one() {
        assert_eq!(kind_of(None), Some(ErrorKind::Missing));
        assert_eq!(kind_of(Some(OsString::new())), Some(ErrorKind::Empty));
        assert_eq!(kind_of(Some(" ".into())), None);
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_are_refused() {
        use std::os::unix::ffi::OsStringExt;
        assert_eq!(kind_of(Some(OsString::from_vec(vec![0xff]))), Some(ErrorKind::Malformed));
    }
}
