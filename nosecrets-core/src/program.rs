//! Patterns, compiled at development time.
//!
//! A program is a list of operations without backward jumps: repeats of one
//! byte set are a single operation and repeats of groups are written out, so
//! the number of open alternatives never exceeds the number of operations.

/// A compiled pattern.
#[derive(Debug, Clone, Copy)]
pub struct Program {
    /// Operations, run from the first.
    pub ops: &'static [Op],
    /// Bytes that may not stand just before a match.
    pub head: &'static ByteSet,
    /// Bytes that may not stand just after a match.
    pub tail: &'static ByteSet,
    /// Length of the shortest match, in bytes.
    pub min_len: u32,
    /// Length of the longest match, in bytes; [`UNBOUNDED`] for no limit.
    pub max_len: u32,
}

/// "No upper end" of a repeat or a length.
pub const UNBOUNDED: u32 = u32::MAX;

/// The most alternatives that a program may leave open at once.
pub const MAX_OPEN: usize = 64;

/// One operation.
#[derive(Debug, Clone, Copy)]
pub enum Op {
    /// These bytes.
    Literal(&'static [u8]),
    /// Between `min` and `max` bytes of `set`, as many as possible.
    Repeat {
        /// The bytes that count.
        set: &'static ByteSet,
        /// Least number of bytes.
        min: u32,
        /// Largest number of bytes, or [`UNBOUNDED`].
        max: u32,
        /// Whether giving bytes back can never help, because what follows
        /// cannot begin with one of them.
        possessive: bool,
    },
    /// Go on with the next operation; if that fails, with this one.
    Split(u16),
    /// Go on with this operation.
    Jump(u16),
    /// The end of the pattern.
    Match,
}

/// A set of byte values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ByteSet(pub [u64; 4]);

impl ByteSet {
    /// The set without members.
    pub const EMPTY: ByteSet = ByteSet([0; 4]);

    /// Whether the byte is a member.
    #[must_use]
    pub const fn contains(&self, byte: u8) -> bool {
        self.0[(byte >> 6) as usize] >> (byte & 63) & 1 == 1
    }

    /// The set with all bytes from `first` to `last` added.
    #[must_use]
    pub const fn with_range(mut self, first: u8, last: u8) -> ByteSet {
        let mut byte = first;
        while byte <= last {
            self.0[(byte >> 6) as usize] |= 1 << (byte & 63);
            if byte == u8::MAX {
                break;
            }
            byte += 1;
        }
        self
    }

    /// Members of either set.
    #[must_use]
    pub const fn union(self, other: ByteSet) -> ByteSet {
        ByteSet([self.0[0] | other.0[0], self.0[1] | other.0[1], self.0[2] | other.0[2], self.0[3] | other.0[3]])
    }

    /// Whether the two sets share no member.
    #[must_use]
    pub const fn is_disjoint(self, other: ByteSet) -> bool {
        self.0[0] & other.0[0] == 0
            && self.0[1] & other.0[1] == 0
            && self.0[2] & other.0[2] == 0
            && self.0[3] & other.0[3] == 0
    }

    /// Number of members.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.0[0].count_ones() + self.0[1].count_ones() + self.0[2].count_ones() + self.0[3].count_ones()
    }

    /// Whether the set has no member.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// Letters, digits and the underscore: what continues an identifier.
pub const WORD: ByteSet =
    ByteSet::EMPTY.with_range(b'0', b'9').with_range(b'A', b'Z').with_range(b'a', b'z').with_range(b'_', b'_');

/// Bytes of which tokens are made in one piece: what may stand in base64,
/// URL-safe base64, numbers, and the marks that join such parts.
pub const TOKEN: ByteSet =
    WORD.with_range(b'+', b'+').with_range(b'-', b'/').with_range(b'=', b'=').with_range(b'~', b'~');
