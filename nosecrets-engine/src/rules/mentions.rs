//! Which names a file mentions, each looked for only once.
//!
//! A rule asks at every call whether the file names a crate. In a file of many
//! calls each answer would take as long as the file is.

use std::cell::RefCell;
use std::collections::HashMap;

use memchr::memmem;

/// What was asked of a file, and the answers.
#[derive(Debug, Default)]
pub(crate) struct Mentions(RefCell<HashMap<(&'static str, Form), bool>>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
    Anywhere,
    InPath,
}

impl Mentions {
    /// Whether the name stands anywhere in the file.
    pub(super) fn anywhere(&self, source: &[u8], name: &'static str) -> bool {
        self.ask(name, Form::Anywhere, || memmem::find(source, name.as_bytes()).is_some())
    }

    /// Whether the file names the crate in a path.
    pub(super) fn in_path(&self, source: &[u8], name: &'static str) -> bool {
        self.ask(name, Form::InPath, || {
            let path = format!("{name}::");
            memmem::find_iter(source, &path).any(|at| at == 0 || !is_word(source[at - 1]))
        })
    }

    fn ask(&self, name: &'static str, form: Form, look: impl FnOnce() -> bool) -> bool {
        *self.0.borrow_mut().entry((name, form)).or_insert_with(look)
    }
}

pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::Mentions;

    #[test]
    fn a_crate_is_named_where_a_path_begins_with_it() {
        let mentions = Mentions::default();
        assert!(mentions.in_path(b"use aes::Aes;", "aes"));
        assert!(!mentions.in_path(b"use maes::Aes;", "des") && mentions.anywhere(b"use maes::Aes;", "maes"));
    }
}
