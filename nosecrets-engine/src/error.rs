//! What stops a run before it begins.

use std::fmt;
use std::path::PathBuf;

/// A run could not begin.
#[derive(Debug)]
pub enum Error {
    /// A path that was named does not exist or cannot be opened.
    Path {
        /// The path as it was given.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Threads could not be started.
    Threads(std::io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Path { path, source } => write!(f, "cannot read `{}`: {source}", path.display()),
            Error::Threads(source) => write!(f, "cannot start a thread: {source}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Path { source, .. } | Error::Threads(source) => Some(source),
        }
    }
}
