//! `cargo nosecrets merge`: the reports of several runs → one.

use std::path::{Path, PathBuf};

use crate::environment::{Environment, Streams};
use crate::error::Error;
use crate::exit::Exit;
use crate::merge::{self, Input};
use crate::output::file::Destination;

/// Merges the reports. The exit code is that of the equivalent single run.
pub(crate) fn run(
    files: &[PathBuf],
    output: Option<&Path>,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let destination = Destination::open(output, &environment.cwd)?;
    let read = |file: &PathBuf| {
        let file = environment.cwd.join(file);
        Input::read(&file, &file)
    };
    let inputs = files.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let merged = merge::merge(&inputs)?;
    destination.write(streams.out, |out| merged.write(out)).or_else(Error::unless_gone)?;
    Ok(merged.exit())
}
