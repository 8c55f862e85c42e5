//! `--output FILE`: replaced only when the report is whole.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::output::text;

/// Where a report goes.
#[derive(Debug)]
pub(crate) enum Destination {
    /// Standard output.
    Out,
    /// An ordinary file, there or not.
    File(PathBuf),
    /// A device or pipe, which must not be replaced.
    Special(PathBuf),
}

impl Destination {
    /// The destination that was named; finds out before the scan whether it
    /// can be written to, for a scan can take long.
    pub(crate) fn open(path: Option<&Path>, cwd: &Path) -> Result<Destination, Error> {
        let Some(path) = path else { return Ok(Destination::Out) };
        let path = cwd.join(path);
        // A link stays a link: what it leads to is replaced.
        let path = path.canonicalize().unwrap_or(path);
        match fs::metadata(&path) {
            Ok(data) if data.is_dir() => Err(refuse(&path, "it is a folder")),
            Ok(data) if !data.is_file() => Ok(Destination::Special(path)),
            _ => {
                Temporary::beside(&path).map_err(|source| refuse(&path, &reason(&path, &source)))?;
                Ok(Destination::File(path))
            }
        }
    }

    /// Hands a writer to `write`, and puts the file in its place when all is written.
    pub(crate) fn write(
        &self,
        out: &mut dyn Write,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Error> {
        let (path, result) = match self {
            Destination::Out => return Ok(write(out)?),
            Destination::File(path) => (path, replace(path, write)),
            Destination::Special(path) => (path, write_to(path, write)),
        };
        result.map_err(|source| refuse(path, &source.to_string()))
    }
}

fn refuse(path: &Path, why: &str) -> Error {
    Error::new(format!("cannot write to `{}`: {why}", text::path(path)))
}

fn reason(path: &Path, source: &io::Error) -> String {
    let folder = path.parent().unwrap_or(path);
    if folder.is_dir() { source.to_string() } else { format!("the folder `{}` does not exist", text::path(folder)) }
}

fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let temporary = Temporary::beside(path)?;
    let mut writer = BufWriter::new(&temporary.file);
    write(&mut writer)?;
    writer.flush()?;
    drop(writer);
    fs::rename(&temporary.path, path)
}

fn write_to(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut writer = BufWriter::new(OpenOptions::new().write(true).open(path)?);
    write(&mut writer)?;
    writer.flush()
}

/// A file that is gone when it is dropped, unless it was renamed.
struct Temporary {
    path: PathBuf,
    file: File,
}

impl Temporary {
    /// Beside `path`, so that renaming does not cross file systems.
    fn beside(path: &Path) -> io::Result<Temporary> {
        let mut name = OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(format!(".{}.tmp", std::process::id()));
        let path = path.with_file_name(name);
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        Ok(Temporary { path, file })
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After a rename there is nothing left to remove.
        let _ = fs::remove_file(&self.path);
    }
}
