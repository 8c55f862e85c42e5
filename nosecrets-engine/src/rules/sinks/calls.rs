//! Where in a file a sink may be called.
//!
//! Names as common as `new` say nothing alone, so they are looked for only in
//! files that name a crate which has the function.

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem;

use super::{Call, Sink, table};
use crate::rules::mentions::is_word;

/// What a file that calls a sink has in it: paths into crates, and traits.
pub(in crate::rules) fn marks() -> Vec<String> {
    let crates: BTreeSet<_> = table::SINKS.iter().flat_map(|sink| sink.crates).collect();
    let traits: BTreeSet<_> = table::SINKS.iter().flat_map(|sink| sink.traits).collect();
    let crates = crates.into_iter().map(|name| format!("{name}::"));
    crates.chain(traits.into_iter().map(|name| (*name).to_owned())).collect()
}

/// Whether the mark stands at that place as a word of its own.
pub(in crate::rules) fn is_mark(source: &[u8], at: usize, mark: &str) -> bool {
    source[at..].starts_with(mark.as_bytes()) && (at == 0 || !is_word(source[at - 1]))
}

/// Offsets of what may be calls of sinks, given the marks that a file has.
pub(in crate::rules) fn find(source: &[u8], marks: &[&str]) -> Vec<usize> {
    let is_marked = |sink: &&Sink| {
        let names = sink.crates.iter().chain(sink.traits);
        names.clone().any(|name| marks.iter().any(|mark| mark.strip_suffix("::").unwrap_or(mark) == *name))
    };
    let mut calls: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for sink in table::SINKS.iter().filter(is_marked) {
        let (begin, name) = call(sink);
        calls.entry(begin).or_default().insert(name);
    }
    let places = |(begin, names): &(String, BTreeSet<&'static str>)| {
        let has_name = |at: &usize| {
            let code = &source[*at..source.len().min(at + NEAR)];
            names.iter().any(|name| memmem::find(code, name.as_bytes()).is_some())
        };
        memmem::find_iter(source, begin.as_bytes()).filter(has_name).collect::<Vec<usize>>()
    };
    calls.into_iter().flat_map(|call| places(&call)).collect()
}

/// How far behind its type a function's name may be, in bytes: its type's own
/// parameters stand between them.
const NEAR: usize = 160;

/// How a call of a sink begins, with a type or the function's own name, and that name.
fn call(sink: &Sink) -> (String, &'static str) {
    match sink.path.split_once("::") {
        Some((ty, name)) if sink.call == Call::Function => (format!("{ty}::"), name),
        _ => (format!("{}(", sink.path), ""),
    }
}
