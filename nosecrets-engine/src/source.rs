//! A file's bytes: whole if it is of ordinary size, otherwise window by window.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

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
        let mut file = File::open(path).map_err(unreadable)?;
        let size = file.metadata().map_err(unreadable)?.len();
        if let Some(limit) = limit.filter(|&limit| size > limit) {
            return Err(SkipReason::TooLarge(limit));
        }
        self.buffer.clear();
        fill(&mut file, &mut self.buffer, WHOLE + 1)?;
        if !is_text && is_binary(&self.buffer) {
            return Err(SkipReason::Binary);
        }
        if self.buffer.len() <= WHOLE {
            visit_whole(&self.buffer, visit);
            return Ok(self.buffer.len() as u64);
        }
        let read = self.windows(&mut file, visit);
        self.buffer = Vec::new();
        read
    }

    /// Visits a large file of which the first [`WHOLE`] bytes have been read.
    fn windows(&mut self, file: &mut File, visit: &mut dyn FnMut(Window<'_>)) -> Result<u64, SkipReason> {
        let mut base = Base::default();
        let mut owned_from = 0;
        loop {
            let is_last = self.buffer.len() < WINDOW.min(WHOLE);
            let owned_to = if is_last { self.buffer.len() } else { self.buffer.len() - OVERLAP };
            visit(Window { bytes: &self.buffer, base, owned: owned_from..owned_to, whole: false });
            if is_last {
                return Ok((base.offset + self.buffer.len()) as u64);
            }
            let gone = owned_to - OVERLAP;
            base.offset += gone;
            base.lines += memchr::memchr_iter(b'\n', &self.buffer[..gone]).count();
            self.buffer.drain(..gone);
            owned_from = OVERLAP;
            fill(file, &mut self.buffer, WINDOW)?;
        }
    }
}

/// Passes bytes that are in memory on as one window; UTF-16 becomes UTF-8.
pub(crate) fn visit_whole(bytes: &[u8], visit: &mut dyn FnMut(Window<'_>)) {
    let converted = from_utf16(bytes);
    let bytes = converted.as_deref().unwrap_or(bytes);
    visit(Window { bytes, base: Base::default(), owned: 0..bytes.len(), whole: true });
}

/// Reads until `buffer` holds `len` bytes or the file ends.
fn fill(file: &mut File, buffer: &mut Vec<u8>, len: usize) -> Result<(), SkipReason> {
    let wanted = len.saturating_sub(buffer.len()) as u64;
    file.take(wanted).read_to_end(buffer).map(drop).map_err(unreadable)
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
