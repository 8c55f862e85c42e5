//! `cargo nosecrets`: finds hard-coded credentials in Rust crates.
//!
//! The library is the whole command; `main.rs` only passes it the process. It reads nothing but its
//! arguments, the [`Environment`] and the files to scan, so that tests can run it in-process.
//!
//! * `args`: the command line
//! * `workspace`: what cargo says of packages and targets → roots
//! * `baseline`: a report of an earlier run → what is known
//! * `cache`: where it lies what earlier runs have learnt
//! * `merge`: several reports → one
//! * `staged`: what is in git's index
//! * `import`: rules of other tools → detectors of users
//! * `config`: settings, from files and the command line
//! * `command`: one module for each thing it does
//! * `output`: one module for each format, and the only place that writes
//! * [`catalogue`]: texts about detectors and providers

mod args;
mod baseline;
mod cache;
pub mod catalogue;
mod command;
mod config;
mod environment;
mod error;
mod exit;
mod import;
mod merge;
mod nearest;
mod output;
mod protect;
#[doc(hidden)]
pub mod readers;
mod staged;
mod workspace;

use std::ffi::OsString;

pub use environment::{Environment, Streams};
pub use exit::Exit;
pub use protect::guarded;

use args::{Args, Subcommand};
use error::Error;
use output::style::Styles;

/// Runs the command. The first of `args` is the program's name.
///
/// Reports are written to `streams.out`; progress, summary, warnings and errors to `streams.err`.
pub fn run(args: impl IntoIterator<Item = OsString>, environment: &Environment, mut streams: Streams<'_>) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    let args = match args::parse(args.clone()) {
        Ok(args) => args,
        Err(answer) => return output::usage::write(&answer, &args, environment, &mut streams),
    };
    let result = dispatch(&args, environment, &mut streams);
    let flushed = streams.out.flush().map_err(Error::from).or_else(Error::unless_gone);
    result.and_then(|exit| flushed.map(|()| exit)).unwrap_or_else(|error| {
        let styles = Styles::for_err(args.output.color, environment);
        error.write(&styles, &environment.cwd, streams.err)
    })
}

/// Removes every incomplete file, and ends the process with `end`.
///
/// For a signal handler, while [`run`] is at work in another thread.
pub fn interrupt(end: impl FnOnce()) {
    output::file::abandon(end);
}

fn dispatch(args: &Args, environment: &Environment, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    match &args.command {
        Some(Subcommand::Completions { shell }) => return command::completions::run(*shell, streams),
        Some(Subcommand::Merge { files, output }) => {
            return command::merge::run(files, output.as_deref(), environment, streams);
        }
        Some(Subcommand::Rules { command }) => return command::rules::run(command, args, environment, streams),
        None => {}
    }
    if let Some(name) = &args.explain {
        return command::explain::run(name, args, environment, streams);
    }
    if args.list.is_some() {
        return command::list::run(args, environment, streams);
    }
    command::scan::run(args, environment, streams)
}
