//! The punctuation of the code that parts it: delimiters, semicolons, angles.

use super::{Step, prologue, step};

/// Walks over the bytes `( ) [ ] { } < > ; !` of the code, stepping over
/// literals and comments.
pub(crate) struct Marks<'a> {
    source: &'a [u8],
    at: usize,
    floor: usize,
    /// Whether a literal or comment was met that never ends.
    pub(crate) open: bool,
}

impl<'a> Marks<'a> {
    /// Starts at `at`, which must be in the code, outside of words.
    pub(crate) const fn new(source: &'a [u8], at: usize) -> Self {
        Self { source, at, floor: at, open: false }
    }
}

/// What a byte of the code is to [`Marks`].
#[derive(Clone, Copy, PartialEq)]
enum Class {
    Other,
    Mark,
    Quote,
}

static CLASS: [Class; 256] = {
    let mut table = [Class::Other; 256];
    let marks = b"()[]{}<>;!";
    let mut at = 0;
    while at < marks.len() {
        table[marks[at] as usize] = Class::Mark;
        at += 1;
    }
    table[b'"' as usize] = Class::Quote;
    table[b'\'' as usize] = Class::Quote;
    table[b'/' as usize] = Class::Quote;
    table
};

impl Iterator for Marks<'_> {
    /// Offset and byte.
    type Item = (usize, u8);

    #[inline]
    fn next(&mut self) -> Option<(usize, u8)> {
        loop {
            let rest = &self.source[self.at..];
            let found = self.at + rest.iter().position(|&byte| CLASS[byte as usize] != Class::Other)?;
            let byte = self.source[found];
            if CLASS[byte as usize] == Class::Mark {
                self.at = found + 1;
                return Some((found, byte));
            }
            let step = step(self.source, found, self.floor);
            self.open |= matches!(step, Step::Open { .. });
            self.at = step.next();
            self.floor = self.at;
        }
    }
}

/// The delimiter that closes this one, if it opens one.
pub(crate) const fn closer_of(open: u8) -> Option<u8> {
    match open {
        b'(' => Some(b')'),
        b'[' => Some(b']'),
        b'{' => Some(b'}'),
        _ => None,
    }
}

/// How the delimiters of a source nest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nesting {
    /// The most delimiters that are open at one place; counting stops at
    /// [`Nesting::LIMIT`].
    pub depth: usize,
    /// Whether each delimiter has its partner, and each literal and comment ends.
    pub balanced: bool,
}

impl Nesting {
    /// Deeper than any parser can go: there is no point in counting further.
    pub const LIMIT: usize = 1 << 16;
}

/// How deep `(`, `[` and `{` nest outside of literals and comments. Parsers
/// recurse, and too deep a source overflows their stack, which nothing can
/// catch.
pub fn nesting(source: &[u8]) -> Nesting {
    let mut marks = Marks::new(source, prologue::code_start(source));
    let mut closers = Vec::new();
    let mut nesting = Nesting { depth: 0, balanced: true };
    for (_, mark) in marks.by_ref() {
        if let Some(closer) = closer_of(mark) {
            closers.push(closer);
            nesting.depth = nesting.depth.max(closers.len());
            if nesting.depth == Nesting::LIMIT {
                break;
            }
        } else if matches!(mark, b')' | b']' | b'}') {
            nesting.balanced &= closers.pop() == Some(mark);
        }
    }
    nesting.balanced &= closers.is_empty() && !marks.open;
    nesting
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(source: &str) -> (usize, bool) {
        let Nesting { depth, balanced } = nesting(source.as_bytes());
        (depth, balanced)
    }

    #[test]
    fn depth_is_that_of_the_code() {
        assert_eq!(measured(""), (0, true));
        assert_eq!(measured("fn f() { g([1]) }"), (3, true));
        assert_eq!(measured(r##"(r#")"# , '(' , "(" /* ( */ 'a) // ("##), (1, true));
    }

    #[test]
    fn each_delimiter_needs_its_partner() {
        for source in ["(", ")", "([)]", "(\"", "{ /* }"] {
            assert!(!measured(source).1, "{source}");
        }
    }

    #[test]
    fn counting_stops_at_the_limit() {
        assert_eq!(measured(&"(".repeat(100_000)), (Nesting::LIMIT, false));
    }
}
