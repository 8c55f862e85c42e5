//! Which parts of an item need not be parsed.
//!
//! Of an `impl` with a hundred methods, or a module of tests, mostly one function
//! concerns anybody. The others are blanked before the item is parsed: what
//! remains keeps its place and the names around it.

use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use memchr::memmem;

use crate::items::{self, Item, ItemKind};
use crate::lexer::is_word_byte;

/// How deep modules and implementations in one another are looked into.
const MAX_DEPTH: usize = 16;

/// The ranges of `item` that can be blanked, in order: inner items for which
/// `is_wanted` does not hold.
///
/// None if a field may be given its value in one of them and be read in one that
/// is wanted, for then all must be seen.
pub(crate) fn blanks(source: &[u8], item: &Item, is_wanted: &dyn Fn(&Range<usize>) -> bool) -> Vec<Range<usize>> {
    let leaves = leaves(source, item).into_iter().map(|leaf| leaf.range);
    let (wanted, others): (Vec<_>, Vec<_>) = leaves.partition(is_wanted);
    let fields: HashSet<&[u8]> = wanted.iter().flat_map(|range| fields_read(&source[range.clone()])).collect();
    let gives = |range: &Range<usize>| gives_value(&source[range.clone()], &fields);
    if others.iter().any(gives) { Vec::new() } else { others }
}

/// An item that holds no others.
pub(crate) struct Leaf {
    /// Where it is.
    pub range: Range<usize>,
    /// The heads of the items that hold it.
    pub heads: Rc<[Range<usize>]>,
}

/// The items within an item that hold no others: itself, if it cannot be split.
pub(crate) fn leaves(source: &[u8], item: &Item) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    if collect(source, item, &Rc::default(), &mut leaves).is_none() {
        return vec![Leaf { range: item.range.clone(), heads: Rc::default() }];
    }
    leaves
}

fn collect(source: &[u8], item: &Item, heads: &Rc<[Range<usize>]>, leaves: &mut Vec<Leaf>) -> Option<()> {
    match &item.body {
        Some(body) if heads.len() < MAX_DEPTH && holds_items(source, item, body) => {
            let heads: Rc<[_]> = heads.iter().cloned().chain(std::iter::once(item.range.start..body.start)).collect();
            let inner = items::split_body(source, body.clone())?;
            inner.iter().try_for_each(|item| collect(source, item, &heads, leaves))
        }
        _ => {
            leaves.push(Leaf { range: item.range.clone(), heads: Rc::clone(heads) });
            Some(())
        }
    }
}

fn holds_items(source: &[u8], item: &Item, body: &Range<usize>) -> bool {
    match item.kind {
        ItemKind::Mod | ItemKind::Impl | ItemKind::Trait => true,
        // Declarations of foreign functions.
        ItemKind::Other => memmem::find(&source[item.range.start..body.start], b"extern").is_some(),
        _ => false,
    }
}

/// Names of the fields that code reads: `self.name`, and no call.
fn fields_read(code: &[u8]) -> impl Iterator<Item = &[u8]> {
    memmem::find_iter(code, b"self.").filter_map(|at| {
        let rest = &code[at + 5..];
        let len = rest.iter().take_while(|&&byte| is_word_byte(byte)).count();
        (len > 0 && rest.get(len) != Some(&b'(')).then(|| &rest[..len])
    })
}

/// Whether code may give one of the fields a value that is written in it or in a
/// constant, or change it.
fn gives_value(code: &[u8], fields: &HashSet<&[u8]>) -> bool {
    let has_value = memchr::memchr(b'"', code).is_some()
        || memchr::memchr(b'[', code).is_some()
        || code.windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase));
    let mut words = code.split(|&byte| !is_word_byte(byte));
    has_value && words.any(|word| fields.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The source with the functions blanked that do not hold `WANTED`.
    fn pared(source: &str) -> String {
        let item = &items::split(source.as_bytes()).unwrap()[0];
        let is_wanted = |range: &Range<usize>| source[range.clone()].contains("wanted");
        let mut text = source.to_owned();
        for range in blanks(source.as_bytes(), item, &is_wanted) {
            text.replace_range(range.clone(), &" ".repeat(range.len()));
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn only_wanted_functions_remain() {
        assert_eq!(pared("impl A { fn a() { 1 } fn b() { wanted } }"), "impl A { fn b() { wanted } }");
        assert_eq!(
            pared("mod m { use x; impl A { fn a() {} fn b() { wanted } } fn c() {} }"),
            "mod m { impl A { fn b() { wanted } } }"
        );
    }

    #[test]
    fn all_remains_if_a_field_may_be_given_its_value() {
        let source = "impl A { fn new() -> A { A { key: \"a\" } } fn b(&self) { wanted(self.key) } }";
        assert_eq!(pared(source), source);
        let source = "impl A { fn new() -> A { A { key: KEY } } fn b(&self) { wanted(&self.key) } }";
        assert_eq!(pared(source), source);
    }

    #[test]
    fn an_item_without_parts_remains() {
        assert_eq!(pared("fn a() { 1 }"), "");
        assert_eq!(pared("fn a() { wanted }"), "fn a() { wanted }");
    }
}
