//! A file's bytes: whole if it is of ordinary size, otherwise window by window.

use std::fs::OpenOptions;
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::discover::Entry;
use crate::location::Base;
use crate::report::SkipReason;

/// Files up to this size are read whole, in bytes.
pub(crate) const WHOLE: usize = 16 << 20;

/// Size of a window of a larger file.
const WINDOW: usize = 8 << 20;

/// Bytes that two windows share, at each end: the longest token that is found
/// wherever it stands in a large file.
const OVERLAP: usize = 64 << 10;

/// How far from its start a file is searched for bytes that no text has; git
/// looks as far.
const SNIFF: usize = 8000;

/// Where the content of files comes from that is not scanned as it is on disk:
/// the index of git.
pub trait Supply: Send {
    /// The content of a file; what is not read of it is passed over.
    ///
    /// # Errors
    /// If there is no such file, or its content is not to be had.
    fn open(&mut self, entry: &Entry) -> io::Result<Content<'_>>;
}

/// What a file holds.
pub struct Content<'s> {
    /// Its size when it was opened, in bytes; no more is read of a large one.
    pub size: u64,
    /// The bytes.
    pub bytes: Box<dyn Read + 's>,
}

/// Reads files, one after another, into the same buffer.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    buffer: Vec<u8>,
}

/// A piece of a file.
#[derive(Debug)]
pub(crate) struct Window<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Where it begins in the file.
    pub base: Base,
    /// Tokens that begin here belong to this window; all others are found in
    /// the window before or after it.
    pub owned: std::ops::Range<usize>,
    /// Whether this is the whole file.
    pub whole: bool,
}

impl Reader {
    /// Calls `visit` with the file, or with its windows one after another.
    ///
    /// `is_text` says that the file is text whatever bytes are in it.
    ///
    /// # Errors
    /// Why the file was not read, or not to its end.
    pub(crate) fn read(
        &mut self,
        path: &Path,
        is_text: bool,
        limit: Option<u64>,
        visit: &mut dyn FnMut(Window<'_>),
    ) -> Result<u64, SkipReason> {
        let mut content = open(path)?;
        match self.start(&mut content, is_text, limit)? {
            Start::Whole => Ok(self.visit_whole(visit)),
            Start::Part => self.windows(content, visit),
        }
    }

    /// As [`read`](Reader::read), from a supply that other threads wait for: it
    /// is free again while a file of ordinary size is visited.
    pub(crate) fn read_from(
        &mut self,
        supply: &Mutex<&mut dyn Supply>,
        entry: &Entry,
        is_text: bool,
        limit: Option<u64>,
        visit: &mut dyn FnMut(Window<'_>),
    ) -> Result<u64, SkipReason> {
        {
            // Poisoned only if another thread panicked, which the scan passes on.
            let mut supply = supply.lock().unwrap_or_else(PoisonError::into_inner);
            let mut content = supply.open(entry).map_err(unreadable)?;
            if let Start::Part = self.start(&mut content, is_text, limit)? {
                return self.windows(content, visit);
            }
        }
        Ok(self.visit_whole(visit))
    }

    /// Reads the first [`WHOLE`] bytes, and says whether there are more.
    fn start(&mut self, content: &mut Content<'_>, is_text: bool, limit: Option<u64>) -> Result<Start, SkipReason> {
        if let Some(limit) = limit.filter(|&limit| content.size > limit) {
            return Err(SkipReason::TooLarge(limit));
        }
        self.buffer.clear();
        fill(&mut content.bytes, &mut self.buffer, WHOLE + 1)?;
        if !is_text && is_binary(&self.buffer) {
            return Err(SkipReason::Binary);
        }
        Ok(if self.buffer.len() <= WHOLE { Start::Whole } else { Start::Part })
    }

    fn visit_whole(&self, visit: &mut dyn FnMut(Window<'_>)) -> u64 {
        visit_whole(&self.buffer, visit);
        self.buffer.len() as u64
    }

    /// Visits a large file of which the first [`WHOLE`] bytes have been read.
    fn windows(&mut self, content: Content<'_>, visit: &mut dyn FnMut(Window<'_>)) -> Result<u64, SkipReason> {
        let mut base = Base::default();
        let mut owned_from = 0;
        // A file that grows faster than it is read would never end.
        let mut rest = content.bytes.take(content.size.saturating_sub(self.buffer.len() as u64));
        loop {
            let is_last = self.buffer.len() < WINDOW.min(WHOLE);
            let owned_to = if is_last { self.buffer.len() } else { self.buffer.len() - OVERLAP };
            visit(Window { bytes: &self.buffer, base, owned: owned_from..owned_to, whole: false });
            if is_last {
                self.buffer = Vec::new();
                return Ok((base.offset + owned_to) as u64);
            }
            let gone = owned_to - OVERLAP;
            base.offset += gone;
            base.lines += memchr::memchr_iter(b'\n', &self.buffer[..gone]).count();
            self.buffer.drain(..gone);
            owned_from = OVERLAP;
            fill(&mut rest, &mut self.buffer, WINDOW)?;
        }
    }
}

/// Whether all of a file has been read.
enum Start {
    Whole,
    Part,
}

/// Opens an ordinary file.
///
/// What was one when it was listed may be a pipe by now, which must not be
/// waited for.
fn open(path: &Path) -> Result<Content<'static>, SkipReason> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    let file = options.open(path).map_err(unreadable)?;
    let data = file.metadata().map_err(unreadable)?;
    if !data.is_file() {
        return Err(SkipReason::Special);
    }
    Ok(Content { size: data.len(), bytes: Box::new(file) })
}

/// Passes bytes that are in memory on as one window; UTF-16 becomes UTF-8.
pub(crate) fn visit_whole(bytes: &[u8], visit: &mut dyn FnMut(Window<'_>)) {
    let converted = from_utf16(bytes);
    let bytes = converted.as_deref().unwrap_or(bytes);
    visit(Window { bytes, base: Base::default(), owned: 0..bytes.len(), whole: true });
}

/// Reads until `buffer` holds `len` bytes or the file ends.
fn fill(content: &mut dyn Read, buffer: &mut Vec<u8>, len: usize) -> Result<(), SkipReason> {
    let wanted = len.saturating_sub(buffer.len()) as u64;
    content.take(wanted).read_to_end(buffer).map(drop).map_err(unreadable)
}

#[expect(clippy::needless_pass_by_value, reason = "it is passed to `map_err`")]
fn unreadable(error: io::Error) -> SkipReason {
    SkipReason::Unreadable(error.to_string())
}

/// Whether the start of a file holds a byte that no text has.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    !is_utf16(bytes) && memchr::memchr(0, &bytes[..bytes.len().min(SNIFF)]).is_some()
}

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")
}

/// The text of a UTF-16 file, which Windows tools write `.env` and scripts as.
fn from_utf16(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mark, rest) = bytes.split_at_checked(2)?;
    let unit: fn([u8; 2]) -> u16 = match mark {
        b"\xFF\xFE" => u16::from_le_bytes,
        b"\xFE\xFF" => u16::from_be_bytes,
        _ => return None,
    };
    let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Some(text.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_has_gone_since_it_was_listed_is_named() {
        assert!(matches!(open(Path::new("/no/such/file")), Err(SkipReason::Unreadable(_))));
    }

    #[cfg(unix)]
    #[test]
    fn what_has_become_a_pipe_or_folder_since_it_was_listed_is_not_waited_for() {
        let folder = tempfile::TempDir::new().unwrap();
        let pipe = folder.path().join("pipe.rs");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for path in [&*pipe, folder.path(), Path::new("/dev/zero")] {
            assert!(matches!(open(path), Err(SkipReason::Special)), "{}", path.display());
        }
    }

    #[test]
    fn of_a_file_that_grows_without_end_as_much_is_read_as_there_was() {
        let size = (WHOLE + WINDOW) as u64 + 5;
        let mut content = Content { size, bytes: Box::new(io::repeat(b'a')) };
        let mut reader = Reader::default();
        assert!(matches!(reader.start(&mut content, true, None), Ok(Start::Part)));
        assert_eq!(reader.windows(content, &mut |_| {}).unwrap(), size);
    }

    #[test]
    fn a_file_that_shrinks_is_read_as_far_as_it_goes() {
        let bytes: &[u8] = b"short";
        let mut content = Content { size: 1 << 40, bytes: Box::new(bytes) };
        let mut reader = Reader::default();
        assert!(matches!(reader.start(&mut content, true, None), Ok(Start::Whole)));
        assert_eq!(reader.visit_whole(&mut |window| assert_eq!(window.bytes, b"short")), 5);
    }
}
