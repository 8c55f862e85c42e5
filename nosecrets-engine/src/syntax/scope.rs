//! The names around the place where a walk through the code has come to.

use crate::literal::{Context, Name, NameKind, Site};

/// A stack of names, the outermost first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    frames: Vec<Frame>,
    /// How many of the enclosing items are tests.
    tests: usize,
}

#[derive(Debug, Clone)]
enum Frame {
    /// A name that can be shown.
    Named(Name),
    /// Words that count as context but may be a value themselves, so they are
    /// never shown.
    Words(String),
}

impl Scope {
    /// Number of names on the stack, to come back to.
    pub(crate) fn depth(&self) -> usize {
        self.frames.len()
    }

    /// Takes everything above `depth` off.
    pub(crate) fn truncate(&mut self, depth: usize) {
        self.frames.truncate(depth);
    }

    /// Puts a name on.
    pub(crate) fn push(&mut self, kind: NameKind, text: impl Into<String>) {
        self.frames.push(Frame::Named(Name { kind, text: text.into() }));
    }

    /// Puts words on that may not be shown.
    pub(crate) fn push_words(&mut self, text: impl Into<String>) {
        self.frames.push(Frame::Words(text.into()));
    }

    /// Enters (or leaves) code that is only compiled for tests.
    pub(crate) fn enter_test(&mut self) {
        self.tests += 1;
    }

    /// Leaves such code.
    pub(crate) fn leave_test(&mut self) {
        self.tests -= 1;
    }

    /// The site of a value here.
    pub(crate) fn site(&self) -> Site {
        let mut site = Site::default();
        for frame in self.frames.iter().rev() {
            match frame {
                Frame::Named(name) => site.push(name.kind, name.text.clone()),
                Frame::Words(text) => site.words.push(text),
            }
        }
        if self.tests > 0 {
            site.context = Context::Test;
        }
        site
    }
}
