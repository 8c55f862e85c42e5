//! The cache of files without findings, so that the next check scans only the files that have
//! changed.
//!
//! It contains the engine's two hashes of each file, and is in the folder that cargo gives the
//! build script for its output. Anyone who can write there can replace the script itself, which is
//! next to it. So the key of the hashes can be there as well.

use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nosecrets_engine::cache::{Cache, Secret};

/// The file's name.
const NAME: &str = "nosecrets-clean";

/// The cache, and its location.
#[derive(Debug)]
pub(crate) struct Known {
    file: PathBuf,
    secret: Secret,
    pub(crate) cache: Arc<Cache>,
}

impl Known {
    /// Opens the cache in a folder. It is empty if the file is damaged, or was written by another
    /// build of the program.
    pub(crate) fn open(folder: &Path) -> Known {
        let file = folder.join(NAME);
        let bytes = fs::read(&file).unwrap_or_default();
        let (secret, bytes) = match bytes.split_first_chunk() {
            Some((secret, bytes)) => (*secret, bytes),
            None => (new_secret(), &[][..]),
        };
        let cache = Arc::new(Cache::from_bytes(bytes, &secret, &version()));
        Known { file, secret, cache }
    }

    /// Writes the cache. If that fails, the next check takes longer; an incomplete file is ignored.
    pub(crate) fn save(&self) {
        if let Some(bytes) = self.cache.to_bytes() {
            let _ = fs::write(&self.file, [&self.secret[..], &bytes].concat());
        }
    }
}

/// A new key, from the randomness that the standard library uses for its hash maps.
fn new_secret() -> Secret {
    let random = || RandomState::new().build_hasher().finish().to_le_bytes();
    let mut secret = Secret::default();
    secret[..8].copy_from_slice(&random());
    secret[8..].copy_from_slice(&random());
    secret
}

/// Identifies the build of this program.
fn version() -> String {
    let program = std::env::current_exe().ok();
    let data = program.as_ref().and_then(|program| fs::metadata(program).ok());
    let changed = data.as_ref().and_then(|data| data.modified().ok());
    format!("{} {program:?} {:?} {changed:?}", env!("CARGO_PKG_VERSION"), data.map(|data| data.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_damaged_or_empty_is_no_hindrance() {
        let folder = tempfile::tempdir().unwrap();
        for bytes in [&b""[..], b"short", &[7; 100]] {
            fs::write(folder.path().join(NAME), bytes).unwrap();
            Known::open(folder.path()).save();
        }
        Known::open(&folder.path().join("missing")).save();
    }

    #[test]
    fn no_two_secrets_are_alike() {
        assert!(new_secret() != new_secret() && new_secret() != Secret::default());
    }
}
