//! The environment of the process.

use std::ffi::OsString;

use super::Provider;
use crate::{ErrorKind, Secret};

/// Reads environment variables.
pub(crate) struct Env;

impl Provider for Env {
    fn read(&self, name: &str) -> Result<Secret, ErrorKind> {
        text(std::env::var_os(name))
    }
}

/// An empty variable is how many tools unset one (`TOKEN= command`, an unset
/// CI secret), and never a credential: an error, but not the same one.
fn text(value: Option<OsString>) -> Result<Secret, ErrorKind> {
    let text = value.ok_or(ErrorKind::Missing)?.into_string().map_err(|_| ErrorKind::NotUnicode)?;
    if text.is_empty() {
        return Err(ErrorKind::Empty);
    }
    Ok(Secret::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_is_read_when_asked_for() {
        // Cargo sets it for every test.
        assert_eq!(Env.read("CARGO_PKG_NAME").map(|name| name.ct_eq("nosecrets")), Ok(true));
        assert_eq!(Env.read("NOSECRETS_NOT_SET"), Err(ErrorKind::Missing));
    }

    #[test]
    fn what_the_system_would_not_take_as_a_name_is_missing() {
        for name in ["", "A=B", "A\0B"] {
            assert_eq!(Env.read(name), Err(ErrorKind::Missing), "{name:?}");
        }
    }

    #[test]
    fn an_empty_value_is_not_a_missing_one() {
        assert_eq!(text(None), Err(ErrorKind::Missing));
        assert_eq!(text(Some(OsString::new())), Err(ErrorKind::Empty));
        assert_eq!(text(Some(" ".into())), Ok(Secret::from(String::from(" "))));
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_are_refused() {
        use std::os::unix::ffi::OsStringExt;
        assert_eq!(text(Some(OsString::from_vec(vec![0xff]))), Err(ErrorKind::NotUnicode));
    }
}
