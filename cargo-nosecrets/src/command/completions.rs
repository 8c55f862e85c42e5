//! `completions SHELL`: prints a completion script.

use clap_complete::Shell;

use crate::args;
use crate::environment::Streams;
use crate::error::Error;
use crate::exit::Exit;

/// Writes the script for `shell`.
pub(crate) fn run(shell: Shell, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    // The generator panics if it cannot write, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::command(), "cargo-nosecrets", &mut script);
    streams.out.write_all(&script)?;
    Ok(Exit::Clean)
}
