//! Files that an orchestrator writes (`file:///run/secrets/NAME`), and systemd's credentials
//! (`systemd://NAME`).

use std::ffi::OsString;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::time::Instant;

use secrecy::zeroize::Zeroizing;

use super::{Failure, Fetched, Provider};
use crate::{event, field, ErrorKind, Place, SecretBytes};

/// Maximum size, in bytes. A larger file does not contain a credential.
const LARGEST: u64 = 1 << 20;

/// Reads files by their absolute path.
///
/// One newline at the end of the file is dropped, because editors and `echo` add it. The file is
/// read again each time, so a replaced file is noticed at once.
#[derive(Debug, Clone, Copy, Default)]
pub struct Files;

impl Provider for Files {
    fn fetch(&self, place: &Place, _deadline: Instant) -> Result<Fetched, Failure> {
        let path = Path::new(place.path());
        if !path.is_absolute() {
            return Err(Failure::new(ErrorKind::Malformed, "the path of the file is not absolute"));
        }
        field::take(read(path, true)?, place.field()).map(Fetched::from)
    }

    fn is_remote(&self) -> bool {
        false
    }
}

/// Reads the credentials that systemd passes to a service, from the folder in
/// `CREDENTIALS_DIRECTORY`.
///
/// The value is the credential byte for byte, newlines included. See [systemd's
/// documentation](https://systemd.io/CREDENTIALS/).
#[derive(Debug, Clone, Default)]
pub struct Systemd {
    folder: Option<PathBuf>,
}

impl Systemd {
    /// Reads the credentials from this folder, and ignores the variable.
    #[must_use]
    pub fn in_folder(folder: impl Into<PathBuf>) -> Systemd {
        Systemd { folder: Some(folder.into()) }
    }
}

impl Provider for Systemd {
    fn fetch(&self, place: &Place, _deadline: Instant) -> Result<Fetched, Failure> {
        let folder = || std::env::var_os("CREDENTIALS_DIRECTORY");
        let path = credential(self.folder.clone().map(OsString::from).or_else(folder), place.path())?;
        field::take(read(&path, false)?, place.field()).map(Fetched::from)
    }

    fn is_remote(&self) -> bool {
        false
    }
}

/// The path of a credential. Its name is a file name, and cannot lead out of the folder.
fn credential(folder: Option<OsString>, name: &str) -> Result<PathBuf, Failure> {
    let mut parts = Path::new(name).components();
    match (parts.next(), parts.next()) {
        (Some(Component::Normal(part)), None) if part == name => {}
        _ => return Err(Failure::new(ErrorKind::Malformed, "the name of the credential is not a file name")),
    }
    let folder = folder.filter(|folder| !folder.is_empty());
    let missing = || Failure::new(ErrorKind::Missing, "`CREDENTIALS_DIRECTORY` is not set");
    Ok(PathBuf::from(folder.ok_or_else(missing)?).join(name))
}

fn read(path: &Path, without_line_end: bool) -> Result<SecretBytes, Failure> {
    // It is checked before it is opened: opening a pipe without a writer would block forever.
    let seen = regular(path.metadata())?;
    let file = File::open(path).map_err(|error| failure(&error))?;
    let length = regular(file.metadata())?.len();
    if is_readable_by_all(&seen) {
        event::readable_by_all(path);
    }
    let mut bytes = whole(file, length)?;
    if without_line_end && bytes.last() == Some(&b'\n') {
        let without = bytes.strip_suffix(b"\r\n").map_or(bytes.len() - 1, <[u8]>::len);
        bytes.truncate(without);
    }
    Ok(SecretBytes::from(std::mem::take(&mut *bytes)))
}

fn regular(metadata: io::Result<Metadata>) -> Result<Metadata, Failure> {
    let metadata = metadata.map_err(|error| failure(&error))?;
    match metadata.is_file() {
        true => Ok(metadata),
        false => Err(Failure::new(ErrorKind::Malformed, "it is not a regular file")),
    }
}

#[cfg(unix)]
fn is_readable_by_all(metadata: &Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o004 != 0
}

#[cfg(not(unix))]
fn is_readable_by_all(_: &Metadata) -> bool {
    false
}

/// Reads into buffers of known size, so that each can be overwritten. A vector that grows by itself
/// leaves copies behind.
fn whole(mut file: File, length: u64) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let mut bytes = Zeroizing::new(vec![0; length.min(LARGEST) as usize + 1]);
    let mut filled = 0;
    loop {
        if filled as u64 > LARGEST {
            return Err(Failure::new(ErrorKind::Malformed, "the file is larger than a secret may be, 1 MiB"));
        }
        if filled == bytes.len() {
            let mut larger = Zeroizing::new(vec![0; filled * 2]);
            larger[..filled].copy_from_slice(&bytes);
            bytes = larger;
        }
        match file.read(&mut bytes[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(failure(&error)),
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}

fn failure(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::NotFound => Failure::new(ErrorKind::NotFound, "there is no such file"),
        io::ErrorKind::PermissionDenied => Failure::new(ErrorKind::Denied, "this user may not read the file"),
        other => Failure::new(ErrorKind::Unavailable, format!("the file cannot be read: {other}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fetch(path: &Path) -> Result<Vec<u8>, ErrorKind> {
        let path: &'static str = Box::leak(path.to_str().unwrap().into());
        let fetched = Files.fetch(&Place::new("file", path), Instant::now()).map_err(|failure| failure.kind)?;
        Ok(fetched.value.expose().to_vec())
    }

    #[test]
    fn one_line_end_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        for (written, read) in [
            ("value\n", "value"),
            ("value\r\n", "value"),
            ("value\n\n", "value\n"),
            ("value", "value"),
            ("value\r", "value\r"),
            (" value \n", " value "),
            ("\n", ""),
            ("", ""),
        ] {
            std::fs::write(&path, written).unwrap();
            assert_eq!(fetch(&path).unwrap(), read.as_bytes(), "{written:?}");
        }
    }

    #[test]
    fn what_is_no_file_of_a_secret_is_an_error_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(fetch(&folder.path().join("absent")), Err(ErrorKind::NotFound));
        assert_eq!(fetch(folder.path()), Err(ErrorKind::Malformed));
        assert_eq!(fetch(Path::new("relative")), Err(ErrorKind::Malformed));
        let path = folder.path().join("large");
        std::fs::write(&path, vec![b'x'; LARGEST as usize]).unwrap();
        assert_eq!(fetch(&path).unwrap().len() as u64, LARGEST);
        std::fs::write(&path, vec![b'x'; LARGEST as usize + 1]).unwrap();
        assert_eq!(fetch(&path), Err(ErrorKind::Malformed));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_refused_and_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        assert_eq!(fetch(&path), Err(ErrorKind::Malformed));
        assert_eq!(fetch(Path::new("/dev/null")), Err(ErrorKind::Malformed));
    }

    #[test]
    fn a_file_whose_length_is_not_told_is_read_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        let text = "long ".repeat(1000);
        std::fs::write(&path, &text).unwrap();
        assert_eq!(*whole(File::open(&path).unwrap(), 0).unwrap(), text.as_bytes());
    }

    #[test]
    fn a_credential_cannot_lead_out_of_its_folder() {
        let folder = || Some(OsString::from("/run/credentials/x.service"));
        for name in ["", ".", "..", "../x", "a/b", "/etc/passwd", "a/..", "a/", "./a"] {
            assert_eq!(credential(folder(), name).unwrap_err().kind, ErrorKind::Malformed, "{name:?}");
        }
        assert_eq!(credential(folder(), "db.key").unwrap(), Path::new("/run/credentials/x.service/db.key"));
        for none in [None, Some(OsString::new())] {
            assert_eq!(credential(none, "db.key").unwrap_err().kind, ErrorKind::Missing);
        }
    }
}
