//! The constants of a file, evaluated when one is asked for.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use crate::items::{self, Item, ItemKind};

use super::elsewhere::Elsewhere;
use super::flow::{Flow, Known};
use super::fold::{Folded, Folder, Locals};
use super::uses::Uses;
use super::{MAX_MODULES, names};
use crate::event::Value;

/// How many constants may lead to one another.
const MAX_CHAIN: usize = 16;

/// Constants and statics of a file, by name, those of inline modules too.
pub(super) struct Consts<'a> {
    source: &'a [u8],
    /// Where the item of a name stands; a name that two items have is left
    /// out, since which is meant depends on the module.
    items: Named<'a>,
    /// The same for the signatures of functions and methods.
    functions: Named<'a>,
    values: RefCell<HashMap<String, Option<Folded>>>,
    chain: Cell<usize>,
    /// Constants of the crate's other files, if there are any.
    elsewhere: Option<Elsewhere<'a>>,
}

impl<'a> Consts<'a> {
    pub(super) fn new(source: &'a [u8], items: &[Item]) -> Consts<'a> {
        let (mut named, mut functions) = (HashMap::new(), HashMap::new());
        collect(source, items, MAX_MODULES, &mut named, &mut functions);
        Consts { source, items: named, functions, values: RefCell::default(), chain: Cell::new(0), elsewhere: None }
    }

    /// The same, with the constants of other files for paths that lead there.
    pub(super) fn with_elsewhere(mut self, file: Option<&'a Path>, uses: &'a Uses) -> Consts<'a> {
        self.elsewhere = file.map(|file| Elsewhere::new(file, uses));
        self
    }

    /// The values that a constant of another file may have.
    pub(super) fn values_elsewhere(&self, path: &str) -> Vec<Value> {
        self.elsewhere.as_ref().map(|elsewhere| elsewhere.values(path)).unwrap_or_default()
    }

    /// The text of a constant, if it is made of literals.
    pub(super) fn get(&self, name: &str) -> Option<Folded> {
        if let Some(known) = self.values.borrow().get(name) {
            return known.clone();
        }
        let value = self.evaluate(name, |base, expr| Folder::new(base, self).fold(expr));
        self.values.borrow_mut().insert(name.to_owned(), value.clone());
        value
    }

    /// The values that a constant may have, bytes and numbers too.
    pub(super) fn values(&self, name: &str) -> Vec<Value> {
        let (locals, known) = (Locals::default(), Known::default());
        let values = self.evaluate(name, |base, expr| {
            Some(Flow { base, consts: self, locals: &locals, known: &known }.values(expr))
        });
        values.unwrap_or_default()
    }

    /// Does something with the expression of a constant and the offset at
    /// which its item begins.
    fn evaluate<T>(&self, name: &str, with: impl FnOnce(usize, &syn::Expr) -> Option<T>) -> Option<T> {
        let range = self.items.get(name.as_bytes())?.clone()?;
        if self.chain.get() >= MAX_CHAIN {
            return None;
        }
        let expr = match syn::parse_str(self.text(&range)?).ok()? {
            syn::Item::Const(item) => item.expr,
            syn::Item::Static(item) => item.expr,
            _ => return None,
        };
        self.chain.set(self.chain.get() + 1);
        let value = with(range.start, &expr);
        self.chain.set(self.chain.get() - 1);
        value
    }

    /// Names of the parameters of a function or method of the file, the
    /// receiver left out.
    pub(super) fn parameters(&self, name: &str) -> Option<Vec<String>> {
        let range = self.functions.get(name.as_bytes())?.clone()?;
        let signature = self.text(&range)?;
        // `syn::ImplItemFn` takes what both kinds of function have.
        let function: syn::ImplItemFn = syn::parse_str(&format!("{signature} {{}}")).ok()?;
        let name_of = |input: &syn::FnArg| match input {
            syn::FnArg::Receiver(_) => None,
            syn::FnArg::Typed(typed) => Some(names::pattern_names(&typed.pat).into_iter().next().unwrap_or_default()),
        };
        Some(function.sig.inputs.iter().filter_map(name_of).collect())
    }

    fn text(&self, range: &Range<usize>) -> Option<&'a str> {
        super::readable(&self.source[range.clone()])
    }
}

/// Items by name; `None` for a name that two have.
type Named<'a> = HashMap<&'a [u8], Option<Range<usize>>>;

/// Collects the items of `depth` levels: each level is split anew.
fn collect<'a>(source: &'a [u8], items: &[Item], depth: usize, constants: &mut Named<'a>, functions: &mut Named<'a>) {
    let add = |named: &mut Named<'a>, name: &Range<usize>, range: &Range<usize>| {
        named.entry(&source[name.clone()]).and_modify(|known| *known = None).or_insert_with(|| Some(range.clone()));
    };
    for item in items {
        match (item.kind, &item.name, &item.body) {
            (ItemKind::Const | ItemKind::Static, Some(name), _) => add(constants, name, &item.range),
            (ItemKind::Fn, Some(name), Some(body)) => add(functions, name, &(item.range.start..body.start - 1)),
            (ItemKind::Mod | ItemKind::Impl, _, Some(body)) if depth > 0 => {
                let inner = items::split_body(source, body.clone());
                collect(source, &inner.unwrap_or_default(), depth - 1, constants, functions);
            }
            _ => {}
        }
    }
}
