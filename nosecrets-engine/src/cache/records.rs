//! Statements, sorted, and as bytes: a mark, their number, each of them, and a
//! keyed hash over all.

use std::collections::BTreeMap;

use super::{Keyed, Secret};

/// What a cache begins with; the number is raised when the form changes.
const MARK: &[u8] = b"nosecrets cache 1\n";

/// Bytes of a record: two hashes and the outcome.
const RECORD: usize = 16 + 16 + 1;

/// Bytes of the hash at the end.
const SEAL: usize = 16;

/// A file that holds nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Record {
    /// By its content.
    pub(super) content: u128,
    /// By its time, size and place on the disk; 0 if it had changed just then.
    pub(super) stamp: u128,
    pub(super) outcome: Outcome,
}

/// What the scan of such a file adds to the totals, and what it depended on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Outcome {
    /// Whether items of it were parsed.
    pub(super) parsed: bool,
    /// Whether it could not be read as Rust.
    pub(super) unparsed: bool,
    /// Whether another file declares it as a module of tests, if that mattered.
    pub(super) is_test: Option<bool>,
}

impl Outcome {
    fn to_byte(self) -> u8 {
        let is_test = match self.is_test {
            None => 0,
            Some(false) => 4,
            Some(true) => 8,
        };
        u8::from(self.parsed) | u8::from(self.unparsed) << 1 | is_test
    }

    fn from_byte(byte: u8) -> Option<Outcome> {
        let is_test = match byte & !3 {
            0 => None,
            4 => Some(false),
            8 => Some(true),
            _ => return None,
        };
        Some(Outcome { parsed: byte & 1 != 0, unparsed: byte & 2 != 0, is_test })
    }
}

/// All records of a run.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Records {
    /// Sorted by content, which each has but once.
    records: Vec<Record>,
    /// Stamps and where their records are, sorted.
    stamps: Vec<(u128, usize)>,
}

impl Records {
    pub(super) fn of(records: Vec<Record>) -> Records {
        let by_content: BTreeMap<u128, Record> = records.into_iter().map(|record| (record.content, record)).collect();
        let records: Vec<Record> = by_content.into_values().collect();
        let stamps = records.iter().enumerate().map(|(at, record)| (record.stamp, at));
        let mut stamps: Vec<_> = stamps.filter(|(stamp, _)| *stamp != 0).collect();
        stamps.sort_unstable();
        Records { records, stamps }
    }

    pub(super) fn by_content(&self, content: u128) -> Option<Record> {
        let at = self.records.binary_search_by_key(&content, |record| record.content).ok()?;
        self.records.get(at).copied()
    }

    pub(super) fn by_stamp(&self, stamp: u128) -> Option<Record> {
        let at = self.stamps.binary_search_by_key(&stamp, |(stamp, _)| *stamp).ok()?;
        self.records.get(self.stamps.get(at)?.1).copied()
    }

    pub(super) fn to_bytes(&self, key: &Secret) -> Vec<u8> {
        let mut bytes = MARK.to_vec();
        bytes.extend((self.records.len() as u64).to_le_bytes());
        for record in &self.records {
            bytes.extend(record.content.to_le_bytes());
            bytes.extend(record.stamp.to_le_bytes());
            bytes.push(record.outcome.to_byte());
        }
        bytes.extend(seal(&bytes, key));
        bytes
    }

    /// Only what was written whole with the same key.
    pub(super) fn from_bytes(bytes: &[u8], key: &Secret) -> Option<Records> {
        let (bytes, end) = bytes.split_at_checked(bytes.len().checked_sub(SEAL)?)?;
        if seal(bytes, key) != end {
            return None;
        }
        let (number, records) = bytes.strip_prefix(MARK)?.split_first_chunk()?;
        let is_whole = records.len() % RECORD == 0 && (records.len() / RECORD) as u64 == u64::from_le_bytes(*number);
        let records = records.chunks_exact(RECORD).map(record).collect::<Option<Vec<_>>>();
        records.filter(|_| is_whole).map(Records::of)
    }
}

fn record(bytes: &[u8]) -> Option<Record> {
    let (content, rest) = bytes.split_first_chunk()?;
    let (stamp, rest) = rest.split_first_chunk()?;
    let (content, stamp) = (u128::from_le_bytes(*content), u128::from_le_bytes(*stamp));
    Some(Record { content, stamp, outcome: Outcome::from_byte(*rest.first()?)? })
}

fn seal(bytes: &[u8], key: &Secret) -> [u8; SEAL] {
    Keyed::new(key).part(b"seal").part(bytes).finish().to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Secret = [7; 16];

    fn records() -> Records {
        let record = |number: u128, is_test| Record {
            content: number * 1000,
            stamp: number % 3,
            outcome: Outcome { parsed: number.is_multiple_of(2), unparsed: false, is_test },
        };
        Records::of(vec![record(3, None), record(1, Some(true)), record(2, Some(false))])
    }

    #[test]
    fn what_is_written_is_read_again() {
        let bytes = records().to_bytes(&KEY);
        let read = Records::from_bytes(&bytes, &KEY).unwrap();
        assert_eq!(read, records());
        assert_eq!(read.by_content(2000), read.by_stamp(2));
        assert_eq!(read.by_stamp(0), None);
    }

    #[test]
    fn any_byte_that_was_changed_and_any_cut_makes_it_worthless() {
        let bytes = records().to_bytes(&KEY);
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(Records::from_bytes(&changed, &KEY).is_none(), "byte {at}");
            assert!(Records::from_bytes(&bytes[..at], &KEY).is_none(), "cut at {at}");
        }
        assert!(Records::from_bytes(&bytes, &[8; 16]).is_none());
    }
}
