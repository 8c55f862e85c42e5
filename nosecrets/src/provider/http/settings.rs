//! Settings from the environment and from files.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use secrecy::zeroize::{Zeroize, Zeroizing};

use crate::{ErrorKind, Failure, Secret, SecretBytes};

/// Maximum size of a file, in bytes: tokens and certificates are small.
const LIMIT: u64 = 1 << 20;

/// Reads the environment variables of a program. They may have several prefixes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    prefixes: &'static [&'static str],
}

impl Settings {
    /// The first of `prefixes` takes precedence.
    pub(crate) const fn new(prefixes: &'static [&'static str]) -> Settings {
        Settings { prefixes }
    }

    /// The variable `name`, without surrounding spaces. An empty one counts as unset.
    ///
    /// # Errors
    /// If the value is not UTF-8.
    pub(crate) fn text(self, name: &str) -> Result<Option<String>, Failure> {
        for prefix in self.prefixes {
            let name = format!("{prefix}{name}");
            match env::var(&name) {
                Ok(mut value) if value.trim().is_empty() => value.zeroize(),
                Ok(mut value) => {
                    let text = value.trim().to_owned();
                    value.zeroize();
                    return Ok(Some(text));
                }
                Err(env::VarError::NotPresent) => {}
                Err(env::VarError::NotUnicode(_)) => {
                    return Err(Failure::new(ErrorKind::Malformed, format!("the variable {name} is not UTF-8")));
                }
            }
        }
        Ok(None)
    }

    /// [`text`](Settings::text) for a required variable.
    ///
    /// # Errors
    /// If it is not set; the error lists all its possible names.
    pub(crate) fn required(self, name: &str) -> Result<String, Failure> {
        self.text(name)?.ok_or_else(|| self.missing(name))
    }

    /// The failure that the variable `name` is not set.
    pub(crate) fn missing(self, name: &str) -> Failure {
        let names: Vec<String> = self.prefixes.iter().map(|prefix| format!("{prefix}{name}")).collect();
        Failure::new(ErrorKind::Missing, format!("{} is not set", names.join(" or ")))
    }

    /// The variable `name` as a secret.
    ///
    /// # Errors
    /// See [`text`](Settings::text).
    pub(crate) fn secret(self, name: &str) -> Result<Option<Secret>, Failure> {
        Ok(self.text(name)?.map(Secret::from))
    }

    /// The content of the file whose path is in the variable `name`.
    ///
    /// # Errors
    /// If it is set, but there is no such file.
    pub(crate) fn file(self, name: &str) -> Result<Option<SecretBytes>, Failure> {
        self.text(name)?.map(|path| read_file(Path::new(&path), name)).transpose()
    }
}

/// Reads a small file. Errors refer to it as `what`.
///
/// # Errors
/// `Missing` if there is no such file, `Denied` if it may not be read.
pub(crate) fn read_file(path: &Path, what: &str) -> Result<SecretBytes, Failure> {
    let fail = |error: &io::Error| {
        let (kind, why) = match error.kind() {
            io::ErrorKind::NotFound => (ErrorKind::Missing, "does not exist"),
            io::ErrorKind::PermissionDenied => (ErrorKind::Denied, "may not be read"),
            _ => (ErrorKind::Missing, "cannot be read"),
        };
        Failure::new(kind, format!("the file of {what} {why}"))
    };
    let length = fs::metadata(path).map_err(|error| fail(&error))?.len();
    if length > LIMIT {
        return Err(Failure::new(ErrorKind::Malformed, format!("the file of {what} is longer than 1 MiB")));
    }
    fs::read(path).map(SecretBytes::from).map_err(|error| fail(&error))
}

/// The source of a credential: itself, or a file that others may replace.
#[derive(Debug)]
pub(crate) enum Source {
    /// The credential itself.
    Plain(Secret),
    /// A file, read again at each login.
    File(PathBuf),
}

impl Source {
    /// The credential, without surrounding white space. Errors refer to it as `what`.
    ///
    /// # Errors
    /// The errors of [`read_file`]; `Malformed` if the file is not UTF-8, `Missing` if it is empty.
    pub(crate) fn read(&self, what: &str) -> Result<Zeroizing<String>, Failure> {
        let path = match self {
            Source::Plain(secret) => return Ok(Zeroizing::new(secret.expose().to_owned())),
            Source::File(path) => path,
        };
        let bytes = read_file(path, what)?;
        match std::str::from_utf8(bytes.expose()).map(str::trim) {
            Ok("") => Err(Failure::new(ErrorKind::Missing, format!("the file of {what} is empty"))),
            Ok(text) => Ok(Zeroizing::new(text.to_owned())),
            Err(_) => Err(Failure::new(ErrorKind::Malformed, format!("the file of {what} is not UTF-8"))),
        }
    }
}
