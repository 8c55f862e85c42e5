//! Randomness that spreads requests over time. Nothing secret depends on it.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::Duration;

/// A number from 0 up to, but not including, 1.
fn fraction() -> f64 {
    // The keys of hash maps are the only source of randomness in the standard library.
    let bits = RandomState::new().build_hasher().finish() >> 11;
    bits as f64 / (1_u64 << 53) as f64
}

/// `length`, shortened by a random part of at most `share` of it.
pub(crate) fn shortened(length: Duration, share: f64) -> Duration {
    length.mul_f64(1.0 - share.clamp(0.0, 1.0) * fraction())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_shortened_by_the_share_at_most() {
        let second = Duration::from_secs(1);
        let lengths: Vec<Duration> = (0..1000).map(|_| shortened(second, 0.1)).collect();
        assert!(lengths.iter().all(|length| *length <= second && *length >= Duration::from_millis(900)));
        assert!(lengths.iter().any(|length| *length < Duration::from_millis(950)));
        assert!(lengths.iter().any(|length| *length > Duration::from_millis(950)));
        assert_eq!(shortened(second, 0.0), second);
    }
}
