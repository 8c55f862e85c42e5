//! Patterns, compiled to byte code at development time.
//!
//! A program is a list of operations without backward jumps: a repeat of a byte set is one
//! operation, and repeats of groups are unrolled. So the number of open alternatives never exceeds
//! the number of operations.

/// A compiled pattern: byte code in the catalogue's table.
#[derive(Debug, Clone, Copy)]
pub struct Program {
    /// The operations, starting with the first; [`Program::op`] decodes one.
    pub code: &'static [u8],
    /// All sets of the catalogue, [`SET_SIZE`] bytes each.
    pub sets: &'static [u8],
    /// Bytes that must not precede a match.
    pub head: Set,
    /// Bytes that must not follow a match.
    pub tail: Set,
    /// Length of the shortest match, in bytes.
    pub min_len: u32,
    /// Length of the longest match, in bytes; [`UNBOUNDED`] for no limit.
    pub max_len: u32,
}

/// No upper limit of a repeat or a length.
pub const UNBOUNDED: u32 = u32::MAX;

/// Maximum number of alternatives that a program may leave open at once.
pub const MAX_OPEN: usize = 64;

/// Size of a set in a table, in bytes.
pub const SET_SIZE: usize = 32;

/// Opcodes, and their operands.
pub mod code {
    /// The end of the pattern.
    pub const MATCH: u8 = 0;
    /// Followed by the number of bytes, as one byte, and the bytes.
    pub const LITERAL: u8 = 1;
    /// Followed by set, minimum and maximum, two bytes each.
    pub const REPEAT: u8 = 2;
    /// Like [`REPEAT`], if giving bytes back can never help.
    pub const POSSESSIVE: u8 = 3;
    /// Followed by the other target, two bytes.
    pub const SPLIT: u8 = 4;
    /// Followed by the target, two bytes.
    pub const JUMP: u8 = 5;
    /// No upper limit of a repeat.
    pub const ENDLESS: u16 = u16::MAX;
}

/// One operation. Targets are offsets in the code.
#[derive(Debug, Clone, Copy)]
pub enum Op {
    /// These bytes.
    Literal(&'static [u8]),
    /// Between `min` and `max` bytes of `set`, as many as possible.
    Repeat {
        /// The bytes that are repeated.
        set: Set,
        /// Minimum number of bytes.
        min: usize,
        /// Maximum number of bytes.
        max: usize,
        /// Whether giving bytes back can never help, because what follows cannot begin with any of
        /// them.
        possessive: bool,
    },
    /// Continue with the next operation; if that fails, at this target.
    Split(usize),
    /// Continue at this target.
    Jump(usize),
    /// The end of the pattern.
    Match,
}

impl Program {
    /// The operation at `at`, and the offset of the next one.
    #[inline]
    #[must_use]
    pub fn op(&self, at: usize) -> (Op, usize) {
        let rest = &self.code[at..];
        match rest[0] {
            code::LITERAL => {
                let end = 2 + usize::from(rest[1]);
                (Op::Literal(&rest[2..end]), at + end)
            }
            kind @ (code::REPEAT | code::POSSESSIVE) => {
                let max = read_u16(rest, 5);
                let max = if max == code::ENDLESS { usize::MAX } else { usize::from(max) };
                let set = Set::at(self.sets, read_u16(rest, 1));
                let (min, possessive) = (usize::from(read_u16(rest, 3)), kind == code::POSSESSIVE);
                (Op::Repeat { set, min, max, possessive }, at + 7)
            }
            code::SPLIT => (Op::Split(usize::from(read_u16(rest, 1))), at + 3),
            code::JUMP => (Op::Jump(usize::from(read_u16(rest, 1))), at + 3),
            _ => (Op::Match, at + 1),
        }
    }
}

impl Program {
    /// Returns strings of which every match holds one; nothing if no string is certain.
    #[must_use]
    #[inline]
    pub fn required(&self) -> Vec<&'static [u8]> {
        let mut texts = Vec::new();
        if self.collect_required(0, &[], &mut texts).is_none() {
            texts.clear();
        }
        texts.sort_unstable();
        texts.dedup();
        texts
    }

    /// Collects the longest literal of each path from `at`.
    #[inline]
    fn collect_required(&self, at: usize, longest: &'static [u8], texts: &mut Vec<&'static [u8]>) -> Option<()> {
        const MIN_LEN: usize = 4;
        let (operation, next) = self.op(at);
        match operation {
            Op::Literal(text) => {
                let longest = if text.len() > longest.len() { text } else { longest };
                self.collect_required(next, longest, texts)
            }
            Op::Repeat { .. } => self.collect_required(next, longest, texts),
            Op::Split(other) => {
                self.collect_required(next, longest, texts)?;
                self.collect_required(other, longest, texts)
            }
            Op::Jump(to) => self.collect_required(to, longest, texts),
            Op::Match => (longest.len() >= MIN_LEN).then(|| texts.push(longest)),
        }
    }
}

/// Reads a two-byte number from a table.
#[inline]
pub(crate) const fn read_u16(table: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([table[at], table[at + 1]])
}

/// Reads a four-byte number from a table.
pub(crate) const fn read_u32(table: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([table[at], table[at + 1], table[at + 2], table[at + 3]])
}

/// A set of byte values in a table; byte `b` is bit `b & 7` of byte `b >> 3`.
#[derive(Debug, Clone, Copy)]
pub struct Set(&'static [u8; SET_SIZE]);

impl Set {
    /// The set with this number.
    #[inline]
    pub(crate) fn at(sets: &'static [u8], number: u16) -> Set {
        let from = usize::from(number) * SET_SIZE;
        // If the table is truncated, the set is empty and nothing matches.
        Set(sets.get(from..from + SET_SIZE).and_then(|set| set.try_into().ok()).unwrap_or(&[0; SET_SIZE]))
    }

    /// The members.
    #[must_use]
    pub(crate) fn bytes(self) -> ByteSet {
        let mut set = ByteSet::EMPTY;
        for (at, &byte) in self.0.iter().enumerate() {
            set.0[at / 8] |= u64::from(byte) << (at % 8 * 8);
        }
        set
    }

    /// Whether `byte` is a member.
    #[inline]
    #[must_use]
    pub const fn contains(self, byte: u8) -> bool {
        self.0[(byte >> 3) as usize] >> (byte & 7) & 1 == 1
    }
}

/// A set of byte values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ByteSet(pub [u64; 4]);

impl ByteSet {
    /// The set in its table form.
    #[must_use]
    #[inline]
    pub fn to_bytes(self) -> [u8; SET_SIZE] {
        let mut bytes = [0; SET_SIZE];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = (self.0[at / 8] >> (at % 8 * 8)) as u8;
        }
        bytes
    }

    /// The set without the members of `other`.
    #[must_use]
    #[inline]
    pub const fn without(self, other: ByteSet) -> ByteSet {
        ByteSet([self.0[0] & !other.0[0], self.0[1] & !other.0[1], self.0[2] & !other.0[2], self.0[3] & !other.0[3]])
    }

    /// The set of these bytes.
    #[must_use]
    #[inline]
    pub const fn of(bytes: &[u8]) -> ByteSet {
        let mut set = ByteSet::EMPTY;
        let mut at = 0;
        while at < bytes.len() {
            set = set.with_range(bytes[at], bytes[at]);
            at += 1;
        }
        set
    }

    /// A table of 256 entries, which is faster to query than a set.
    #[must_use]
    #[inline]
    pub const fn table(self) -> [bool; 256] {
        let mut table = [false; 256];
        let mut byte = 0;
        while byte < 256 {
            table[byte] = self.contains(byte as u8);
            byte += 1;
        }
        table
    }

    /// The empty set.
    pub const EMPTY: ByteSet = ByteSet([0; 4]);

    /// The set of all bytes.
    pub const ALL: ByteSet = ByteSet([u64::MAX; 4]);

    /// Whether `byte` is a member.
    #[must_use]
    #[inline]
    pub const fn contains(&self, byte: u8) -> bool {
        self.0[(byte >> 6) as usize] >> (byte & 63) & 1 == 1
    }

    /// The set with all bytes from `first` to `last` added.
    #[must_use]
    #[inline]
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

    /// The union of both sets.
    #[must_use]
    #[inline]
    pub const fn union(self, other: ByteSet) -> ByteSet {
        ByteSet([self.0[0] | other.0[0], self.0[1] | other.0[1], self.0[2] | other.0[2], self.0[3] | other.0[3]])
    }

    /// Whether the two sets are disjoint.
    #[must_use]
    #[inline]
    pub const fn is_disjoint(self, other: ByteSet) -> bool {
        self.0[0] & other.0[0] == 0
            && self.0[1] & other.0[1] == 0
            && self.0[2] & other.0[2] == 0
            && self.0[3] & other.0[3] == 0
    }

    /// Number of members.
    #[must_use]
    #[inline]
    pub const fn len(self) -> u32 {
        self.0[0].count_ones() + self.0[1].count_ones() + self.0[2].count_ones() + self.0[3].count_ones()
    }

    /// Whether the set is empty.
    #[must_use]
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// Letters, digits and the underscore: what continues an identifier.
pub const WORD: ByteSet =
    ByteSet::EMPTY.with_range(b'0', b'9').with_range(b'A', b'Z').with_range(b'a', b'z').with_range(b'_', b'_');

/// Bytes that occur in unbroken tokens: those of base64, URL-safe base64 and numbers, and the
/// punctuation that joins such parts.
pub const TOKEN: ByteSet =
    WORD.with_range(b'+', b'+').with_range(b'-', b'/').with_range(b'=', b'=').with_range(b'~', b'~');

/// Bytes of a chunk: the text around a token up to the next space, quote, bracket or backslash.
pub const CHUNK: ByteSet = TOKEN.union(ByteSet::of(b"!#$%&*,:?@^|"));
