//! `cargo nosecrets merge`: the reports of several runs → one.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::environment::{Environment, Streams};
use crate::error::Error;
use crate::exit::Exit;
use crate::merge::{self, Input};
use crate::output::file::Destination;
use crate::output::text;

/// The largest report that is read, in bytes.
const MAX_SIZE: u64 = 1 << 30;

/// Joins the reports; the exit code is that of the run they are put together to.
pub(crate) fn run(
    files: &[PathBuf],
    output: Option<&Path>,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let destination = Destination::open(output, &environment.cwd)?;
    let inputs = files.iter().map(|file| read(&environment.cwd.join(file))).collect::<Result<Vec<_>, _>>()?;
    let merged = merge::merge(&inputs)?;
    destination.write(streams.out, |out| merged.write(out)).or_else(Error::unless_gone)?;
    Ok(merged.exit())
}

fn read(file: &Path) -> Result<Input, Error> {
    let name = text::path(file);
    let mut text = String::new();
    let read = File::open(file).and_then(|file| file.take(MAX_SIZE).read_to_string(&mut text));
    read.map_err(|source| Error::new(format!("cannot read `{name}`: {source}")))?;
    Ok(Input { name, text })
}
