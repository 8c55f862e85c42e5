//! Shannon entropy of a token.
//!
//! Source: C. E. Shannon, "A Mathematical Theory of Communication" (1948), §6.

/// Entropy of the byte frequencies of `token`, in bits per byte (0 to 8).
#[must_use]
pub fn shannon(token: &[u8]) -> f64 {
    if token.is_empty() {
        return 0.0;
    }
    let mut counts = [0u32; 256];
    for &byte in token {
        counts[usize::from(byte)] += 1;
    }
    let total = token.len() as f64;
    let mut sum = 0.0;
    for count in counts {
        if count > 0 {
            let share = f64::from(count) / total;
            sum -= share * share.log2();
        }
    }
    sum
}

/// Whether the entropy is at least `tenths` tenths of a bit per byte.
#[must_use]
pub fn is_at_least(token: &[u8], tenths: u8) -> bool {
    tenths == 0 || shannon(token) * 10.0 >= f64::from(tenths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_bytes_have_none_and_distinct_bytes_the_most() {
        assert_eq!(shannon(b""), 0.0);
        assert_eq!(shannon(b"aaaa"), 0.0);
        assert_eq!(shannon(b"abcd"), 2.0);
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(shannon(&all), 8.0);
    }

    #[test]
    fn the_threshold_is_in_tenths() {
        assert!(is_at_least(b"abcd", 20));
        assert!(!is_at_least(b"abcd", 21));
        assert!(is_at_least(b"", 0));
    }
}
