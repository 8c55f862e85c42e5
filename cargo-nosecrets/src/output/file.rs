//! Atomic writing of files: a file is replaced only when the new one is complete.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::Error;
use crate::output::text;

/// The destination of a report.
#[derive(Debug)]
pub(crate) enum Destination {
    /// Standard output.
    Out,
    /// A regular file, existing or not.
    File(PathBuf),
    /// A device or pipe, which must not be replaced.
    Special(PathBuf),
}

/// Permissions of a written file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// The old file's permissions, or the system's default for a new file.
    AsBefore,
    /// Only the user has access.
    Private,
}

impl Destination {
    /// Opens the given destination. Checks before the scan whether it can be written to, because a
    /// scan can take long.
    pub(crate) fn open(path: Option<&Path>, cwd: &Path) -> Result<Destination, Error> {
        let Some(path) = path else { return Ok(Destination::Out) };
        let path = cwd.join(path);
        // A link stays a link: its target is replaced.
        let path = path.canonicalize().unwrap_or(path);
        match fs::metadata(&path) {
            Ok(data) if data.is_dir() => Err(refuse(&path, "it is a folder")),
            Ok(data) if !data.is_file() => Ok(Destination::Special(path)),
            _ => {
                let tried = Temporary::beside(&path, Access::Private);
                tried.map_err(|source| refuse(&path, &reason(&path, &source)))?;
                Ok(Destination::File(path))
            }
        }
    }

    /// Passes a writer to `write`, and puts the file in place when everything is written.
    pub(crate) fn write(
        &self,
        out: &mut dyn Write,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Error> {
        let (path, result) = match self {
            Destination::Out => return Ok(write(out)?),
            Destination::File(path) => (path, replace(path, Access::AsBefore, write)),
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

/// Writes a file beside `path`, and renames it when it is complete and synced to disk.
///
/// # Errors
/// If that fails; `path` is then unchanged.
pub(crate) fn replace(
    path: &Path,
    access: Access,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let temporary = Temporary::beside(path, access)?;
    let mut writer = BufWriter::new(&temporary.file);
    write(&mut writer)?;
    writer.flush()?;
    drop(writer);
    if let (Access::AsBefore, Ok(before)) = (access, fs::metadata(path)) {
        temporary.file.set_permissions(before.permissions())?;
    }
    temporary.file.sync_all()?;
    fs::rename(&temporary.path, path)
}

fn write_to(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut writer = BufWriter::new(OpenOptions::new().write(true).open(path)?);
    write(&mut writer)?;
    writer.flush()
}

/// All temporary files that exist at the moment.
static TEMPORARY: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Makes the names of this process's temporary files unique.
static NUMBER: AtomicU32 = AtomicU32::new(0);

fn temporary() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    // A set of paths is consistent even if a thread panicked while it held the lock.
    TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes every temporary file and runs `end` before another one can be created. Does not return
/// if `end` does not.
pub(crate) fn abandon(end: impl FnOnce()) {
    let temporary = temporary();
    for path in temporary.iter() {
        // It may just have been renamed.
        fs::remove_file(path).ok();
    }
    end();
}

/// A file that is removed when dropped, unless it was renamed.
struct Temporary {
    path: PathBuf,
    file: File,
}

impl Temporary {
    /// Creates the file beside `path`, so that renaming does not cross file systems.
    fn beside(path: &Path, access: Access) -> io::Result<Temporary> {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = path.with_file_name(format!(".nosecrets-{}-{number}.tmp", std::process::id()));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if access == Access::Private {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        let mut all = temporary();
        let open = || options.open(&path);
        // A killed process with this id may have left the file behind.
        let again = |error: io::Error| match error.kind() {
            io::ErrorKind::AlreadyExists => fs::remove_file(&path).and_then(|()| open()),
            _ => Err(error),
        };
        let file = open().or_else(again)?;
        all.insert(path.clone());
        drop(all);
        Ok(Temporary { path, file })
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After a rename there is nothing to remove.
        let _ = fs::remove_file(&self.path);
        temporary().remove(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Access, abandon, replace, temporary};

    /// A single test, because all temporary files of a process are abandoned at once.
    #[test]
    fn an_interruption_and_a_failure_leave_nothing_half_written() {
        // Beside the test program, where nobody else writes.
        let folder = std::env::current_exe().unwrap().parent().unwrap().join("half-written");
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("report");
        let is_alone = || std::fs::read_dir(&folder).unwrap().count() == 1;
        replace(&file, Access::AsBefore, |out| out.write_all(b"old")).unwrap();
        let failed = replace(&file, Access::AsBefore, |out| {
            out.write_all(b"new")?;
            Err(std::io::Error::other("no more"))
        });
        assert!(failed.is_err() && is_alone());
        let interrupted = replace(&file, Access::AsBefore, |out| {
            out.write_all(b"new")?;
            assert!(temporary().iter().any(|path| path.parent() == Some(Path::new(&folder))));
            abandon(|| ());
            assert!(is_alone());
            Ok(())
        });
        assert!(interrupted.is_err() && is_alone());
        assert_eq!(std::fs::read(&file).unwrap(), b"old");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
