//! Everything that the command takes from its process.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;

/// The process's environment.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// The current folder, absolute.
    pub cwd: PathBuf,
    /// `CARGO`: the cargo that started us; `cargo` if not set.
    pub cargo: Option<OsString>,
    /// The git program to run; `git` if not set, which it never is in a real process.
    pub git: Option<OsString>,
    /// The user's cache folder; without it nothing is cached.
    pub cache_home: Option<PathBuf>,
    /// The executable. The cache must not survive a change of it.
    pub program: Option<PathBuf>,
    /// `CARGO_TERM_COLOR`: `auto`, `always` or `never`.
    pub cargo_term_color: Option<String>,
    /// Whether `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// Whether a CI system runs us; then nothing is redrawn.
    pub ci: bool,
    /// Whether standard output is a terminal.
    pub out_is_terminal: bool,
    /// Whether standard error is a terminal.
    pub err_is_terminal: bool,
}

/// The streams that the command reads and writes.
pub struct Streams<'a> {
    /// Read when `-` is given as a path.
    pub input: &'a mut dyn Read,
    /// Reports.
    pub out: &'a mut dyn Write,
    /// Progress, summary, warnings and errors. Another thread draws progress.
    pub err: &'a mut (dyn Write + Send),
}

impl Environment {
    /// The environment of this process.
    ///
    /// # Errors
    /// If the current folder does not exist.
    pub fn of_process() -> io::Result<Environment> {
        Ok(Environment {
            cwd: env::current_dir()?,
            cargo: env::var_os("CARGO"),
            git: None,
            cache_home: cache_home(),
            program: env::current_exe().ok(),
            cargo_term_color: env::var("CARGO_TERM_COLOR").ok(),
            no_color: is_set("NO_COLOR"),
            ci: is_set("CI"),
            out_is_terminal: io::stdout().is_terminal(),
            err_is_terminal: io::stderr().is_terminal(),
        })
    }
}

/// The system's cache folder of the user.
fn cache_home() -> Option<PathBuf> {
    let path = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || path("HOME");
    if cfg!(windows) {
        path("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Caches"))
    } else {
        path("XDG_CACHE_HOME").or_else(|| home().map(|home| home.join(".cache")))
    }
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}
