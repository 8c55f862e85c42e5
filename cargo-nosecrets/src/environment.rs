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
            cargo_term_color: env::var("CARGO_TERM_COLOR").ok(),
            no_color: is_set("NO_COLOR"),
            ci: is_set("CI"),
            out_is_terminal: io::stdout().is_terminal(),
            err_is_terminal: io::stderr().is_terminal(),
        })
    }
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}
