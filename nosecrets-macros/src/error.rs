//! A mistake and its position.

use crate::mistake::Mistake;
use crate::pm::Span;

/// A mistake, and the first and last token that it spans.
#[cfg_attr(test, derive(Debug))]
pub(crate) struct Error {
    pub(crate) start: Span,
    pub(crate) end: Span,
    pub(crate) mistake: Mistake,
}

impl Error {
    /// A mistake in one token.
    pub(crate) fn at(span: Span, mistake: Mistake) -> Error {
        Error { start: span, end: span, mistake }
    }

    /// A mistake in several tokens.
    pub(crate) fn new(start: Span, end: Span, mistake: Mistake) -> Error {
        Error { start, end, mistake }
    }
}
