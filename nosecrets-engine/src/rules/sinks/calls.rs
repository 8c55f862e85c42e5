//! Where in a file a sink may be called.
//!
//! A few sinks have names that no other function has: these are keywords. Names as common as
//! `new` say nothing alone, so they are looked for only in files that name a crate or trait
//! which has the function.

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem;

use super::{Call, Sink, table};
use crate::lexer::{begins_word, is_whole_word};

/// How far behind its type the name of a function may be, in bytes: the parameters of the type
/// stand between them.
const NEAR: usize = 160;

/// A word by which a file shows that it may call sinks of a crate or trait.
#[derive(Debug)]
pub(in crate::rules) struct Mark {
    /// The word as it is spelled.
    pub spelling: String,
    /// The crate or trait.
    pub owner: &'static str,
}

/// Words of all crates and traits that have sinks: `ring::`, `ring as ` and `KeyInit`.
pub(in crate::rules) fn marks() -> Vec<Mark> {
    let crates: BTreeSet<_> = table::SINKS.iter().flat_map(|sink| sink.crates).copied().collect();
    let traits: BTreeSet<_> = table::SINKS.iter().flat_map(|sink| sink.traits).copied().collect();
    let paths = crates.iter().map(|&owner| Mark { spelling: format!("{owner}::"), owner });
    let renamed = crates.iter().map(|&owner| Mark { spelling: format!("{owner} as "), owner });
    paths.chain(renamed).chain(traits.into_iter().map(|owner| Mark { spelling: owner.to_owned(), owner })).collect()
}

/// Whether the word of a mark stands at that place as a word of its own.
pub(in crate::rules) fn is_mark(source: &[u8], at: usize, mark: &Mark) -> bool {
    source[at..].starts_with(mark.spelling.as_bytes()) && begins_word(source, at)
}

/// A sink that is known by its name alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rules) struct Unmistakable {
    /// The type, if the function is one of a type.
    ty: Option<&'static str>,
    name: &'static str,
}

/// All sinks that are known by their names alone.
pub(in crate::rules) fn unmistakable() -> BTreeSet<Unmistakable> {
    table::SINKS.iter().filter(|sink| sink.is_plain).map(Unmistakable::of).collect()
}

impl Unmistakable {
    fn of(sink: &Sink) -> Unmistakable {
        let (ty, name) = type_and_name(sink);
        Unmistakable { ty, name }
    }

    /// The word that is looked for: the longer one, for it is rarer; of two alike the type.
    pub(in crate::rules) fn keyword(self) -> &'static str {
        self.ty.filter(|ty| ty.len() >= self.name.len()).unwrap_or(self.name)
    }

    /// Whether it is called where its keyword begins.
    pub(in crate::rules) fn is_called(self, source: &[u8], at: usize) -> bool {
        let keyword = self.keyword();
        if !is_word_at(source, at, keyword) {
            return false;
        }
        if self.ty == Some(keyword) {
            return has_function_behind(source, at + keyword.len(), self.name);
        }
        let is_defined = source[..at].trim_ascii_end().ends_with(b"fn");
        let after = source[at + keyword.len()..].trim_ascii_start();
        !is_defined && (after.starts_with(b"(") || after.starts_with(b"::"))
    }
}

/// Offsets of possible calls of sinks, given the crates and traits that a file names.
pub(in crate::rules) fn find(source: &[u8], owners: &[&str]) -> Vec<usize> {
    let is_owned = |sink: &&Sink| sink.crates.iter().chain(sink.traits).any(|owner| owners.contains(owner));
    let mut functions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut names = BTreeSet::new();
    for sink in table::SINKS.iter().filter(is_owned) {
        match type_and_name(sink) {
            (Some(ty), name) => drop(functions.entry(ty).or_default().insert(name)),
            (None, name) => drop(names.insert(name)),
        }
    }
    let of_type = functions.iter().flat_map(|(ty, functions)| {
        let is_call = |&at: &usize| {
            is_word_at(source, at, ty) && functions.iter().any(|name| has_function_behind(source, at + ty.len(), name))
        };
        memmem::find_iter(source, ty.as_bytes()).filter(is_call)
    });
    let of_none = names.iter().flat_map(|name| {
        let is_call = |&at: &usize| source[at + name.len()..].trim_ascii_start().starts_with(b"(");
        memmem::find_iter(source, name.as_bytes()).filter(is_call)
    });
    of_type.chain(of_none).collect()
}

/// The type of a sink, if it is a function of one, and the name of the function or method.
fn type_and_name(sink: &Sink) -> (Option<&'static str>, &'static str) {
    match sink.path.rsplit_once("::") {
        Some((path, name)) if sink.call == Call::Function => (path.rsplit("::").next(), name),
        _ => (None, sink.path),
    }
}

/// Whether a word stands at a place, and no longer word.
fn is_word_at(source: &[u8], at: usize, word: &str) -> bool {
    source[at..].starts_with(word.as_bytes()) && is_whole_word(source, &(at..at + word.len()))
}

/// Whether a function may be called of the type that ends at a place: `Key::from`,
/// `Key::<Aes256>::from`, `<Key<Aes256>>::from` and `<Aes256 as KeyInit>::from`.
fn has_function_behind(source: &[u8], end: usize, name: &str) -> bool {
    let code = &source[end..source.len().min(end + NEAR)];
    matches!(code.trim_ascii_start(), [b':' | b'<' | b'>', ..]) && memmem::find(code, name.as_bytes()).is_some()
}
