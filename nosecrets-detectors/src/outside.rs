//! Finds candidates for anchors that may be outside the chunks that a search reads.
//!
//! A password after `-u `, or the braces of a JSON file, can be anywhere, so the whole value is
//! scanned. It is scanned in blocks of sixty-four bytes, with arithmetic that compilers vectorise,
//! for a rare three-byte sample of each anchor.

use std::ops::Range;

/// Bytes per block.
const BLOCK: usize = 64;

/// Bytes of an anchor that are searched for.
pub const SAMPLE: usize = 3;

/// Bytes that contain all samples that begin in a block.
const WINDOW: usize = BLOCK + SAMPLE - 1;

/// A case-insensitive two-byte hash of three bytes.
#[inline]
#[must_use]
pub const fn keys(first: u8, second: u8, third: u8) -> [u8; 2] {
    let (first, second, third) = (first | 32, second | 32, third | 32);
    [first ^ second.wrapping_add(second), second ^ third.wrapping_add(third)]
}

/// Calls `visit` with ranges of `value`, in order, that contain the first byte of every anchor in
/// it.
///
/// `samples` are the [`keys`] of each sample. A sample begins at most `reach` bytes after its
/// anchor.
pub(crate) fn ranges(value: &[u8], samples: &[u8], reach: usize, visit: &mut dyn FnMut(Range<usize>)) {
    let (mut block, mut seen) = (0, 0);
    while let Some(text) = value.get(block..block + WINDOW) {
        if <&[u8; WINDOW]>::try_from(text).map_or(true, |text| holds_sample(text, samples)) {
            visit(seen.max(block.saturating_sub(reach))..block + BLOCK);
            seen = block + BLOCK;
        }
        block += BLOCK;
    }
    visit(seen.max(block.saturating_sub(reach))..value.len());
}

/// Whether a sample begins in the first [`BLOCK`] bytes of `text`.
fn holds_sample(text: &[u8; WINDOW], samples: &[u8]) -> bool {
    let (mut firsts, mut seconds) = ([0; BLOCK], [0; BLOCK]);
    for at in 0..BLOCK {
        [firsts[at], seconds[at]] = keys(text[at], text[at + 1], text[at + 2]);
    }
    let mut found = [0; BLOCK];
    for sample in samples.chunks_exact(2) {
        for at in 0..BLOCK {
            found[at] |= u8::from(firsts[at] == sample[0]) & u8::from(seconds[at] == sample[1]);
        }
    }
    found.iter().fold(0, |all, &found| all | found) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_in_a_range_and_no_byte_in_two() {
        let samples = keys(b'p', b'Q', b'-');
        for len in [3, 63, 64, 65, 66, 67, 130, 300] {
            for at in 0..len - 2 {
                let mut value = vec![b'.'; len];
                value[at..at + 3].copy_from_slice(b"PQ-");
                let mut ranges_of_value = Vec::new();
                ranges(&value, &samples, 5, &mut |range| ranges_of_value.push(range));
                let start = at.saturating_sub(5);
                assert!(
                    (start..=at).all(|byte| ranges_of_value.iter().any(|range| range.contains(&byte))),
                    "{at} of {len}"
                );
                assert!(ranges_of_value.windows(2).all(|two| two[0].end <= two[1].start), "{ranges_of_value:?}");
            }
        }
    }
}
