//! Literals and comments of Rust source text: bytes in, tokens with exact spans out.
//!
//! Every file goes through here and most files go no further, so this is the
//! pace of the whole product. Code is not tokenised: [`lex`] jumps with SIMD to
//! the next quote, slash or bracket, and finds a literal's prefix by looking
//! back from its quote. What it reports is what rustc's own lexer would
//! (<https://doc.rust-lang.org/reference/tokens.html>), for any bytes, without
//! allocating and in time linear in the source.
//!
//! | file | what |
//! |---|---|
//! | `prologue` | byte order mark, shebang line, frontmatter |
//! | `literal` | strings, characters, lifetimes |
//! | `word` | where a word starts and ends |
//! | `comment` | comments and white space |
//! | `array` | lists of character, byte and integer literals |
//! | `decode` | the value a literal stands for, and the way back to the source |
//! | `value` | the value of a token, borrowed where it can be |
//! | `lookup` | tokens and words by their place |
//! | `marks` | delimiters and other punctuation of the code; nesting |

mod array;
mod comment;
mod decode;
mod literal;
mod lookup;
mod marks;
mod prologue;
mod value;
mod word;

use std::ops::Range;

pub(crate) use array::MIN_ELEMENTS;
pub use array::{Elements, decode_array};
pub(crate) use comment::skip_blank;
pub use decode::{Decoded, decode, decode_mapped};
pub(crate) use literal::string_from;
pub(crate) use lookup::{begins_word, indices_in, is_whole_word, token_at};
pub(crate) use marks::{Marks, closer_of};
pub use marks::{Nesting, nesting};
pub(crate) use prologue::code_start;
pub(crate) use value::value_of;
pub(crate) use word::is_word_byte;

/// The sort of a [`Token`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `"…"`
    Str,
    /// `r#"…"#`
    RawStr,
    /// `b"…"`
    ByteStr,
    /// `br#"…"#`
    RawByteStr,
    /// `c"…"`
    CStr,
    /// `cr#"…"#`
    RawCStr,
    /// `'…'`
    Char,
    /// `b'…'`
    Byte,
    /// `[…]` with at least eight elements, all of them character literals, or
    /// all of them byte and integer literals.
    Array,
    /// `// …`
    LineComment,
    /// `/* … */`
    BlockComment,
    /// `/// …` or `//! …`
    DocLine,
    /// `/** … */` or `/*! … */`
    DocBlock,
}

impl Kind {
    /// Whether this is a comment, documentation included.
    pub const fn is_comment(self) -> bool {
        matches!(self, Self::LineComment | Self::BlockComment | Self::DocLine | Self::DocBlock)
    }

    /// Whether this is a documentation comment, outer or inner.
    pub const fn is_doc(self) -> bool {
        matches!(self, Self::DocLine | Self::DocBlock)
    }

    /// Whether this is a comment that documents nothing.
    pub const fn is_remark(self) -> bool {
        matches!(self, Self::LineComment | Self::BlockComment)
    }

    /// Whether backslashes mean nothing in it.
    pub const fn is_verbatim(self) -> bool {
        self.is_comment() || matches!(self, Self::RawStr | Self::RawByteStr | Self::RawCStr)
    }
}

/// A literal or comment. All offsets are bytes from the start of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it starts: at its prefix, if it has one.
    pub start: usize,
    /// Where it ends: after the closing quote and hashes, before a literal's
    /// suffix and before a comment's line end.
    pub end: usize,
    /// What is between the quotes or brackets; a comment's text.
    pub inner: Range<usize>,
    /// Whether the value differs, or may differ, from the inner text, so that
    /// it must be [`decode`]d: there is a backslash that counts or a carriage
    /// return in it. Always so for an array.
    pub escaped: bool,
}

impl Token {
    /// The whole token.
    pub const fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// What [`lex`] found besides tokens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lexed {
    /// Where the first literal, comment or frontmatter starts that never ends.
    /// Nothing is reported for it; such a source does not compile and is best
    /// searched as text.
    pub unterminated: Option<usize>,
    /// A cargo script's embedded manifest, with its fences.
    pub frontmatter: Option<Range<usize>>,
    /// Where the code starts: after a byte order mark, a shebang line and the
    /// frontmatter.
    pub code: usize,
}

/// Calls `visit` for every literal and comment of `source`, in order of start.
///
/// Tokens are disjoint, except that comments inside an array are reported after
/// the array; its elements are not. Lifetimes, labels and numbers outside
/// arrays are not reported.
pub fn lex(source: &[u8], mut visit: impl FnMut(Token)) -> Lexed {
    let mut lexed = prologue::read(source);
    let mut at = lexed.code;
    let (mut quote, mut bracket) = (find_quote(source, at), find_bracket(source, at));
    let mut array_end = at;
    // Both positions are kept until passed, so that a source with many of one
    // and none of the other is not searched to its end again and again.
    loop {
        if bracket < quote {
            let array = array::read(source, bracket);
            at = array.as_ref().map_or(bracket + 1, |array| array.resume(bracket));
            if let Some(array) = array {
                array_end = array.end;
                visit(array.token(bracket));
            }
        } else if quote < source.len() {
            let step = step(source, quote, at);
            at = step.next();
            match step {
                Step::Token(token, _) if token.start >= array_end || token.kind.is_comment() => {
                    visit(token);
                }
                Step::Open { start, .. } => lexed.unterminated = lexed.unterminated.or(Some(start)),
                Step::Token(..) | Step::Code(_) => {}
            }
        } else {
            return lexed;
        }
        if quote < at {
            quote = find_quote(source, at);
        }
        if bracket < at {
            bracket = find_bracket(source, at);
        }
    }
}

/// What stands at a quote or slash.
#[derive(Debug)]
pub(crate) enum Step {
    /// A literal or comment, and where the code goes on: after its suffix.
    Token(Token, usize),
    /// Nothing to report, such as a lifetime or a division, up to here.
    Code(usize),
    /// A literal or comment that starts here and never ends; where to go on.
    Open { start: usize, next: usize },
}

impl Step {
    /// Where the code goes on.
    pub(crate) const fn next(&self) -> usize {
        match self {
            Self::Token(_, next) | Self::Code(next) | Self::Open { next, .. } => *next,
        }
    }
}

/// Reads what stands at `at`, which holds one of `"`, `'`, `/`.
///
/// `floor` is the end of the last token: no prefix reaches back beyond it.
#[inline]
pub(crate) fn step(source: &[u8], at: usize, floor: usize) -> Step {
    match source[at] {
        b'"' => literal::string(source, at, floor),
        b'\'' => literal::character(source, at, floor),
        _ => comment::read(source, at),
    }
}

/// The next byte at which a literal, a lifetime or a comment may stand.
#[inline]
fn find_quote(source: &[u8], at: usize) -> usize {
    memchr::memchr3(b'"', b'\'', b'/', &source[at..]).map_or(source.len(), |found| at + found)
}

/// The next byte at which an array may start.
#[inline]
fn find_bracket(source: &[u8], at: usize) -> usize {
    memchr::memchr(b'[', &source[at..]).map_or(source.len(), |found| at + found)
}
