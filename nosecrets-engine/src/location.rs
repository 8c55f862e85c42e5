//! Places in files, and lines with their secrets masked.

use std::cell::OnceCell;
use std::ops::Range;

use crate::visible;

/// The longest piece of a line that an excerpt holds, in bytes.
const MAX_LINE: usize = 240;

/// How many bytes of a long line have their characters counted together.
const BLOCK: usize = 4096;

/// A range of bytes in a file, and where an editor shows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// First byte, from 0.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Line of the first byte, from 1.
    pub line: usize,
    /// Column of the first byte in characters, from 1.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column of the end in characters, from 1, exclusive.
    pub end_column: usize,
}

/// The first line of a [`Location`], masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Number of the line, from 1.
    pub line: usize,
    /// Characters cut from the start of a very long line.
    pub cut: usize,
    /// The line without its end; every secret in it is as many `*` as it has
    /// characters, and what is not [harmless](crate::visible) is replaced.
    pub text: String,
    /// What to point at, as a range of bytes of `text`.
    pub highlight: Range<usize>,
}

/// Turns offsets into lines and columns; lines are counted once a file.
#[derive(Debug)]
pub struct LineIndex<'a> {
    source: &'a [u8],
    /// Offset of the first byte of each line.
    starts: Vec<usize>,
    /// Number of characters before each block of [`BLOCK`] bytes.
    blocks: OnceCell<Vec<usize>>,
    /// Added to every offset and line: where a window of a large file begins.
    base: Base,
}

/// Where a window of a large file begins.
#[derive(Debug, Clone, Copy, Default)]
pub struct Base {
    /// Bytes before the window.
    pub offset: usize,
    /// Lines before the window.
    pub lines: usize,
}

impl<'a> LineIndex<'a> {
    /// Counts the lines of `source`.
    #[must_use]
    pub fn new(source: &'a [u8], base: Base) -> LineIndex<'a> {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', source).map(|at| at + 1));
        LineIndex { source, starts, blocks: OnceCell::new(), base }
    }

    /// Index of the line that holds `offset`, from 0.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset) - 1
    }

    /// Bytes of a line without its end, by its index from 0.
    #[must_use]
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let start = self.starts[line];
        let mut end = self.starts.get(line + 1).map_or(self.source.len(), |next| next - 1);
        if self.source[start..end].ends_with(b"\r") {
            end -= 1;
        }
        start..end
    }

    /// The line after this one, if there is one.
    #[must_use]
    pub fn following(&self, line: usize) -> Option<Range<usize>> {
        (line + 1 < self.starts.len()).then(|| self.line_range(line + 1))
    }

    /// The place of a range of bytes of the source.
    #[must_use]
    pub fn locate(&self, range: &Range<usize>) -> Location {
        let (line, column) = self.position(range.start);
        let (end_line, end_column) = self.position(range.end);
        Location {
            start: range.start + self.base.offset,
            end: range.end + self.base.offset,
            line: line + self.base.lines,
            column,
            end_line: end_line + self.base.lines,
            end_column,
        }
    }

    fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.line_of(offset);
        let mut start = self.starts[line];
        // A byte order mark is no character of the first line.
        if start == 0 && self.base.offset == 0 && self.source.starts_with(b"\xEF\xBB\xBF") {
            start = 3.min(offset);
        }
        (line + 1, self.chars(&(start..offset)) + 1)
    }

    /// Number of characters in a range: of a long one each block is counted only
    /// once, for a line of megabytes may hold thousands of places.
    fn chars(&self, range: &Range<usize>) -> usize {
        if range.len() <= BLOCK {
            return chars(&self.source[range.clone()]);
        }
        let blocks = self.blocks.get_or_init(|| {
            let counts = self.source.chunks(BLOCK).map(chars);
            let sums = counts.scan(0, |sum, count| {
                *sum += count;
                Some(*sum)
            });
            std::iter::once(0).chain(sums).collect::<Vec<usize>>()
        });
        let until = |at: usize| blocks[at / BLOCK] + chars(&self.source[at / BLOCK * BLOCK..at]);
        until(range.end) - until(range.start)
    }

    /// The first line of `range`, with all of `secrets` masked.
    ///
    /// `secrets` are ranges of bytes of the source, in order and apart.
    #[must_use]
    pub fn excerpt(&self, range: &Range<usize>, secrets: &[Range<usize>]) -> Excerpt {
        let index = self.line_of(range.start);
        let line = self.line_range(index);
        let window = window(&line, range);
        let secrets = &secrets[secrets.partition_point(|secret| secret.end <= window.start)..];
        let secrets = &secrets[..secrets.partition_point(|secret| secret.start < window.end)];
        let mut text = String::new();
        let mut highlight = 0..0;
        let mut at = window.start;
        for chunk in self.source[window.clone()].utf8_chunks() {
            for character in chunk.valid().chars().chain(
                // Each run of bytes that are no text shows as one mark.
                (!chunk.invalid().is_empty()).then_some(char::REPLACEMENT_CHARACTER),
            ) {
                if at == range.start || (at < range.start && range.start < window.start) {
                    highlight.start = text.len();
                }
                let hidden = secrets.iter().any(|secret| secret.contains(&at));
                visible::push(&mut text, if hidden { '*' } else { character });
                at += if character == char::REPLACEMENT_CHARACTER && at_invalid(self.source, at) {
                    chunk.invalid().len()
                } else {
                    character.len_utf8()
                };
                if at <= range.end {
                    highlight.end = text.len();
                }
            }
        }
        highlight.end = highlight.end.max(highlight.start);
        Excerpt { line: index + 1 + self.base.lines, cut: self.chars(&(line.start..window.start)), text, highlight }
    }
}

/// Number of characters, each byte that is no UTF-8 start counted as none.
fn chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

/// Whether the bytes at `at` are not UTF-8.
fn at_invalid(source: &[u8], at: usize) -> bool {
    let end = (at + 4).min(source.len());
    source[at..end].utf8_chunks().next().is_some_and(|chunk| chunk.valid().is_empty())
}

/// The part of a long line that is shown: around the start of `range`.
fn window(line: &Range<usize>, range: &Range<usize>) -> Range<usize> {
    if line.len() <= MAX_LINE {
        return line.clone();
    }
    let start = range.start.saturating_sub(MAX_LINE / 3).max(line.start);
    start..(start + MAX_LINE).min(line.end)
}
