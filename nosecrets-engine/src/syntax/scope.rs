//! The names around the place where a walk through the code has come to.

use crate::literal::{Context, Name, NameKind, Site};

/// A stack of names, the outermost first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    names: Vec<Name>,
    /// How many of the enclosing items are tests.
    tests: usize,
}

impl Scope {
    /// Number of names on the stack, to come back to.
    pub(crate) fn depth(&self) -> usize {
        self.names.len()
    }

    /// Takes everything above `depth` off.
    pub(crate) fn truncate(&mut self, depth: usize) {
        self.names.truncate(depth);
    }

    /// Puts a name on.
    pub(crate) fn push(&mut self, kind: NameKind, text: impl Into<String>) {
        self.names.push(Name { kind, text: text.into() });
    }

    /// Puts text on that may be a value itself, so that it is never shown.
    pub(crate) fn push_words(&mut self, text: impl Into<String>) {
        self.push(NameKind::Neighbour, text);
    }

    /// Whether a name of that kind is on the stack.
    pub(crate) fn is_within(&self, kind: NameKind, text: &str) -> bool {
        self.names.iter().any(|name| name.kind == kind && name.text == text)
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
        for name in self.names.iter().rev() {
            site.push(name.kind, name.text.clone());
        }
        if self.tests > 0 {
            site.context = Context::Test;
        }
        site
    }
}
