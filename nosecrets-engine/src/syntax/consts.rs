//! The constants of a file, evaluated when one is asked for.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::Range;

use crate::items::{self, Item, ItemKind};

use super::fold::{Folded, Folder};

/// How many constants may lead to one another.
const MAX_CHAIN: usize = 16;

/// Constants and statics of a file, by name, those of inline modules too.
pub(super) struct Consts<'a> {
    source: &'a [u8],
    /// Where the item of a name stands; a name that two items have is left
    /// out, since which is meant depends on the module.
    items: HashMap<&'a [u8], Option<Range<usize>>>,
    values: RefCell<HashMap<String, Option<Folded>>>,
    chain: Cell<usize>,
}

impl<'a> Consts<'a> {
    pub(super) fn new(source: &'a [u8], items: &[Item]) -> Consts<'a> {
        let mut named = HashMap::new();
        collect(source, items, &mut named);
        Consts { source, items: named, values: RefCell::default(), chain: Cell::new(0) }
    }

    /// The value of a constant, if it is made of literals.
    pub(super) fn get(&self, name: &str) -> Option<Folded> {
        if let Some(known) = self.values.borrow().get(name) {
            return known.clone();
        }
        let range = self.items.get(name.as_bytes())?.clone()?;
        if self.chain.get() >= MAX_CHAIN {
            return None;
        }
        self.chain.set(self.chain.get() + 1);
        let value = self.evaluate(&range);
        self.chain.set(self.chain.get() - 1);
        self.values.borrow_mut().insert(name.to_owned(), value.clone());
        value
    }

    fn evaluate(&self, range: &Range<usize>) -> Option<Folded> {
        let bytes = &self.source[range.clone()];
        if !super::is_safe(bytes) || super::chain::is_long(bytes) {
            return None;
        }
        let text = std::str::from_utf8(bytes).ok()?;
        let expr = match syn::parse_str(text).ok()? {
            syn::Item::Const(item) => item.expr,
            syn::Item::Static(item) => item.expr,
            _ => return None,
        };
        Folder::new(range.start, self).fold(&expr)
    }
}

fn collect<'a>(source: &'a [u8], items: &[Item], named: &mut HashMap<&'a [u8], Option<Range<usize>>>) {
    for item in items {
        match (item.kind, &item.name, &item.body) {
            (ItemKind::Const | ItemKind::Static, Some(name), _) => {
                named
                    .entry(&source[name.clone()])
                    .and_modify(|known| *known = None)
                    .or_insert_with(|| Some(item.range.clone()));
            }
            (ItemKind::Mod, _, Some(body)) => {
                let inner = items::split_body(source, body.clone());
                collect(source, &inner.unwrap_or_default(), named);
            }
            _ => {}
        }
    }
}
