//! Everything the command takes from the process it runs in.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;

/// What the command knows of the process around it.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// The current folder, absolute.
    pub cwd: PathBuf,
    /// `CARGO`: the cargo that started us; `cargo` when not set.
    pub cargo: Option<OsString>,
    /// The git to ask; `git` when not set, as it is in a process.
    pub git: Option<OsString>,
    /// The user's folder for caches; without it nothing is remembered.
    pub cache_home: Option<PathBuf>,
    /// The file of this program, of which the cache must not outlive a change.
    pub program: Option<PathBuf>,
    /// `CARGO_TERM_COLOR`: `auto`, `always` or `never`.
    pub cargo_term_color: Option<String>,
    /// Whether `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// Whether a CI system runs us, so that nothing is redrawn.
    pub ci: bool,
    /// Whether standard output is a terminal.
    pub out_is_terminal: bool,
    /// Whether standard error is a terminal.
    pub err_is_terminal: bool,
}

/// Where the command reads and writes.
pub struct Streams<'a> {
    /// Read when `-` is given as a path.
    pub input: &'a mut dyn Read,
    /// Reports.
    pub out: &'a mut dyn Write,
    /// Progress, summary, warnings and errors; another thread draws progress.
    pub err: &'a mut (dyn Write + Send),
}

impl Environment {
    /// That of this process.
    ///
    /// # Errors
    /// If the current folder is gone.
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

/// Where the system keeps a user's caches.
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
