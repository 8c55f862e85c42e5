//! What is known to hold nothing, so that it need not be looked at again.
//!
//! Only files without any finding or notice are kept, and of them only two keyed
//! hashes: nothing in a cache was ever a value, a line or a name. Each hash is a
//! statement, "a file of this name, role and package with this content, under
//! these settings, holds nothing", which nobody can make without the key. So a
//! cache that somebody else wrote says nothing, and an old statement stays true.
//!
//! * `records`: the statements of a run, and their bytes
//! * `memory`: what is known of one file, and what becomes known of it

pub(crate) mod memory;
mod records;
mod stamp;

use std::sync::Mutex;
use std::time::SystemTime;

use siphasher::sip128::{Hasher128, SipHasher24};

use crate::config::Config;
use crate::own::set::Own;
use records::{Record, Records};

/// What makes the statements of one user unlike those of anyone else.
pub type Secret = [u8; 16];

/// Files that are known to hold nothing.
#[derive(Debug)]
pub struct Cache {
    key: Secret,
    known: Records,
    /// What this run has seen to be true, known before or not.
    seen: Mutex<Vec<Record>>,
    /// Files that have changed since are told by their content, not by their time.
    opened: SystemTime,
}

impl Cache {
    /// The cache that `bytes` are; an empty one if they are not whole, or were
    /// written with another secret or by another `version` of the program.
    #[must_use]
    pub fn from_bytes(bytes: &[u8], secret: &Secret, version: &str) -> Cache {
        let key = derived(secret, version);
        let known = Records::from_bytes(bytes, &key).unwrap_or_default();
        Cache { key, known, seen: Mutex::default(), opened: SystemTime::now() }
    }

    /// The bytes to keep for the next run; none if they are those of this one.
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        // Poisoned only if another thread panicked, which the scan passes on.
        let seen = self.seen.lock().map(|seen| seen.clone()).unwrap_or_default();
        let seen = Records::of(seen);
        (seen != self.known).then(|| seen.to_bytes(&self.key))
    }
}

/// A hash with the key, over parts that cannot run into one another.
#[derive(Debug, Clone)]
struct Keyed(SipHasher24);

impl Keyed {
    fn new(key: &Secret) -> Keyed {
        Keyed(SipHasher24::new_with_key(key))
    }

    fn part(mut self, bytes: &[u8]) -> Keyed {
        use std::hash::Hasher;
        self.0.write(&(bytes.len() as u64).to_le_bytes());
        self.0.write(bytes);
        self
    }

    fn finish(&self) -> u128 {
        self.0.finish128().as_u128()
    }
}

/// The key of a version of the program.
fn derived(secret: &Secret, version: &str) -> Secret {
    Keyed::new(secret).part(version.as_bytes()).finish().to_le_bytes()
}

/// What the settings that decide about findings come down to.
pub(crate) fn settings(config: &Config) -> String {
    // All are named, so that nobody adds one without thinking of this.
    let Config {
        detectors,
        levels,
        exclude: _,
        respect_ignore: _,
        honour_markers,
        max_file_size,
        contexts,
        all_contexts,
        semantic,
        prefilter,
        shard: _,
        threads: _,
    } = config;
    let own = detectors.own().map(Own::sources);
    format!("{:?}", (own, levels, honour_markers, max_file_size, contexts, all_contexts, semantic, prefilter))
}
