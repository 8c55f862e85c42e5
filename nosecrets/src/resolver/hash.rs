//! A hash of places. Places are part of the program and never input, so the hash need not resist
//! attackers. Every read computes it, so it is short.

use std::hash::{BuildHasherDefault, Hasher};

pub(crate) type BuildPlaceHasher = BuildHasherDefault<PlaceHasher>;

/// Multiplies and rotates, word by word, as rustc's own tables do
/// (<https://github.com/rust-lang/rustc-hash>).
#[derive(Default)]
pub(crate) struct PlaceHasher(u64);

impl PlaceHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

/// At most eight bytes as a number.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

impl Hasher for PlaceHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut words = bytes.chunks_exact(8);
        for word in words.by_ref() {
            self.add(number(word));
        }
        self.add(number(words.remainder()));
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn write_usize(&mut self, number: usize) {
        self.add(number as u64);
    }

    /// Multiplication mixes upwards, but hash tables use the low bits.
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::hash::BuildHasher;

    use super::*;
    use crate::Place;

    #[test]
    fn places_that_look_alike_are_spread() {
        let path = |n: u32| -> &'static str { Box::leak(format!("secret/service-{n}").into_boxed_str()) };
        let places: Vec<Place> = (0..1000).map(|n| Place::new("vault", path(n)).with_field("api_key")).collect();
        let hashes: Vec<u64> = places.iter().map(|place| BuildPlaceHasher::default().hash_one(place)).collect();
        assert_eq!(hashes.iter().collect::<HashSet<_>>().len(), 1000);
        let buckets: HashSet<u64> = hashes.iter().map(|hash| hash & 1023).collect();
        assert!(buckets.len() > 500, "{} of 1,024 buckets are used", buckets.len());
    }
}
