//! Segments: runs of bytes that cannot adjoin a token without an anchor.
//!
//! A letter, digit, `_`, `-` or `/` next to such a token would make it part of a path, of a UUID or
//! of a longer word. So a token begins and ends at the edges of segments, and most tokens are a
//! single segment. The length of a segment and the classes of its bytes leave few shapes to try.

use crate::program::{ByteSet, WORD};

/// Bytes of segments.
pub const SEGMENT: ByteSet = WORD.with_range(b'-', b'-').with_range(b'/', b'/');

/// The classes of these bytes.
const CLASSES: [ByteSet; 8] = [
    ByteSet::EMPTY.with_range(b'0', b'9'),
    ByteSet::EMPTY.with_range(b'a', b'f'),
    ByteSet::EMPTY.with_range(b'g', b'z'),
    ByteSet::EMPTY.with_range(b'A', b'F'),
    ByteSet::EMPTY.with_range(b'G', b'Z'),
    ByteSet::of(b"_"),
    ByteSet::of(b"-"),
    ByteSet::of(b"/"),
];

/// For each byte the bit of its class, or zero if it is not in a segment.
static CLASS_OF: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = classes(ByteSet::EMPTY.with_range(byte as u8, byte as u8));
        byte += 1;
    }
    table
};

/// The classes that have a byte in the set, as bits.
#[must_use]
pub const fn classes(set: ByteSet) -> u8 {
    let mut classes = 0;
    let mut class = 0;
    while class < CLASSES.len() {
        if !CLASSES[class].is_disjoint(set) {
            classes |= 1 << class;
        }
        class += 1;
    }
    classes
}

/// The bytes of classes.
#[cfg(feature = "spec")]
pub(crate) fn set_of_classes(classes: u8) -> ByteSet {
    let members = CLASSES.iter().enumerate().filter(|(class, _)| classes >> class & 1 == 1);
    members.fold(ByteSet::EMPTY, |set, (_, class)| set.union(*class))
}

/// Length of the segment at the start of `value`, and the classes of its bytes.
#[inline]
pub(crate) fn at_start(value: &[u8]) -> (usize, u8) {
    let mut classes = 0;
    for (len, &byte) in value.iter().enumerate() {
        let class = CLASS_OF[usize::from(byte)];
        if class == 0 {
            return (len, classes);
        }
        classes |= class;
    }
    (value.len(), classes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_ends_at_the_first_other_byte() {
        assert_eq!(at_start(b"a-/_9.b"), (5, classes(ByteSet::of(b"a-/_9"))));
        assert_eq!(at_start(b"+a"), (0, 0));
        assert_eq!(at_start(b""), (0, 0));
    }

    #[test]
    fn each_byte_of_segments_has_one_class() {
        for byte in 0..=u8::MAX {
            assert_eq!(CLASS_OF[usize::from(byte)].count_ones(), u32::from(SEGMENT.contains(byte)), "{byte}");
        }
    }
}
