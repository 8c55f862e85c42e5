//! Whether the scan of a file has looked at other files.
//!
//! What a file's neighbours hold can decide about it: the value of a constant,
//! the crates that a manifest names, a file that is compiled in. Such a result
//! is not kept in the [cache](crate::cache), for it is not one of the file alone.

use std::cell::Cell;
use std::fs::{self, Metadata};
use std::path::Path;

thread_local! {
    /// A file is scanned by one thread from its start to its end.
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

/// Says that another file is looked at now.
pub(crate) fn ask() {
    ASKED.set(true);
}

/// Runs the scan of a file; whether it looked at others.
pub(crate) fn watch(scan: impl FnOnce()) -> bool {
    ASKED.set(false);
    scan();
    ASKED.get()
}

/// The content of an ordinary file of at most `limit` bytes; a pipe, of which
/// the name may be that of a module, is not waited for.
pub(crate) fn read(path: &Path, limit: u64) -> Option<Vec<u8>> {
    let is_small = |data: &Metadata| data.is_file() && data.len() <= limit;
    fs::metadata(path).ok().filter(is_small)?;
    fs::read(path).ok()
}
