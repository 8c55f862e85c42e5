//! `cargo nosecrets`: finds hard-coded credentials in Rust crates.
//!
//! The library is the whole command; `main.rs` only hands it the process. It
//! reads nothing but its arguments, the [`Environment`] and the files it is
//! asked to look at, so that tests run it in their own process.
//!
//! * `args`: the command line
//! * `workspace`: what cargo says of packages and targets → roots
//! * `config`: settings, from files and the command line
//! * `command`: one module for each thing it does
//! * `output`: one module for each format, and the only place that writes
//! * [`catalogue`]: texts about detectors and providers

mod args;
pub mod catalogue;
mod command;
mod config;
mod environment;
mod error;
mod exit;
mod nearest;
mod output;
mod workspace;

use std::ffi::OsString;

pub use environment::{Environment, Streams};
pub use exit::Exit;

use args::{Args, Subcommand};
use error::Error;
use output::style::Styles;

/// Runs the command with `args`, of which the first is the program's name.
///
/// Reports go to `streams.out`; progress, summary, warnings and errors go to
/// `streams.err`.
pub fn run(args: impl IntoIterator<Item = OsString>, environment: &Environment, mut streams: Streams<'_>) -> Exit {
    let args = match args::parse(args) {
        Ok(args) => args,
        Err(answer) => return output::usage::write(&answer, environment, &mut streams),
    };
    let result = dispatch(&args, environment, &mut streams);
    let flushed = streams.out.flush().map_err(Error::from).or_else(Error::unless_gone);
    result.and_then(|exit| flushed.map(|()| exit)).unwrap_or_else(|error| {
        let styles = Styles::for_err(args.output.color, environment);
        error.write(&styles, &environment.cwd, streams.err)
    })
}

fn dispatch(args: &Args, environment: &Environment, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    if let Some(Subcommand::Completions { shell }) = &args.command {
        return command::completions::run(*shell, streams);
    }
    if let Some(name) = &args.explain {
        return command::explain::run(name, args, environment, streams);
    }
    if args.list {
        return command::list::run(args, environment, streams);
    }
    command::scan::run(args, environment, streams)
}
