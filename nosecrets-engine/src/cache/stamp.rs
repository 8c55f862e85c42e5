//! What tells without reading a file that it is as it was.
//!
//! As git does for its index: place on the disk, size, and the times of the last
//! change of content and of anything. No program can set the last of these.

use std::path::Path;
use std::time::{Duration, SystemTime};

/// A file that changed so shortly before it was read could change again without
/// its time showing it: some file systems count in steps of two seconds.
const TOO_NEW: Duration = Duration::from_secs(2);

/// The state of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) fields: [u64; 7],
    pub(super) size: u64,
    changed: SystemTime,
}

impl Stamp {
    /// That of the file at `path`; none where the system does not tell enough.
    #[cfg(unix)]
    pub(super) fn of(path: &Path) -> Option<Stamp> {
        use std::os::unix::fs::MetadataExt;
        let data = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
        let times = [data.mtime(), data.mtime_nsec(), data.ctime(), data.ctime_nsec()].map(i64::cast_unsigned);
        let [mtime, mtime_ns, ctime, ctime_ns] = times;
        let fields = [data.dev(), data.ino(), data.size(), mtime, mtime_ns, ctime, ctime_ns];
        let seconds = u64::try_from(data.mtime().max(data.ctime())).ok()?;
        let changed = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))?;
        Some(Stamp { fields, size: data.size(), changed })
    }

    /// That of the file at `path`; none where the system does not tell enough.
    #[cfg(not(unix))]
    pub(super) fn of(_: &Path) -> Option<Stamp> {
        None
    }

    /// Whether the file had been left alone for a while at that time.
    pub(super) fn is_settled(&self, at: SystemTime) -> bool {
        at.duration_since(self.changed).is_ok_and(|age| age > TOO_NEW)
    }
}
