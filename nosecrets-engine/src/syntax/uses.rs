//! What the names of a file stand for: its `use` items.

use std::collections::HashMap;

use syn::UseTree;

use super::{MAX_MODULES, names, readable};
use crate::items::{self, Item, ItemKind};

/// Imports of a file, by the name they go by there.
#[derive(Debug, Clone, Default)]
pub(super) struct Uses {
    paths: HashMap<String, String>,
}

impl Uses {
    /// Reads the `use` items at the top of the file and of its inline modules.
    pub(super) fn new(source: &[u8], items: &[Item]) -> Uses {
        let mut uses = Uses::default();
        uses.collect(source, items, MAX_MODULES);
        uses
    }

    /// Collects the items of `depth` levels: each level is split anew.
    fn collect(&mut self, source: &[u8], items: &[Item], depth: usize) {
        for item in items {
            match (item.kind, &item.body) {
                (ItemKind::Use, _) => {
                    let text = readable(&source[item.range.clone()]).unwrap_or_default();
                    if let Ok(syn::Item::Use(item)) = syn::parse_str(text) {
                        self.add(&item);
                    }
                }
                (ItemKind::Type, _) => self.alias(&source[item.range.clone()]),
                (ItemKind::Mod, Some(body)) if depth > 0 => {
                    self.collect(source, &items::split_body(source, body.clone()).unwrap_or_default(), depth - 1);
                }
                _ => {}
            }
        }
    }

    /// Takes a type alias in: another name, as an import may give one.
    fn alias(&mut self, item: &[u8]) {
        let text = readable(item).unwrap_or_default();
        if let Ok(syn::Item::Type(item)) = syn::parse_str(text)
            && let Some(path) = names::type_name(&item.ty)
        {
            let path = self.resolve(&path);
            self.paths.entry(item.ident.to_string()).or_insert(path);
        }
    }

    /// Takes an import in.
    pub(super) fn add(&mut self, item: &syn::ItemUse) {
        self.tree(&item.tree, "");
    }

    fn tree(&mut self, tree: &UseTree, before: &str) {
        let join = |name: &str| if before.is_empty() { name.to_owned() } else { format!("{before}::{name}") };
        match tree {
            UseTree::Path(path) => self.tree(&path.tree, &join(&path.ident.to_string())),
            UseTree::Name(name) if name.ident == "self" => {
                let last = before.rsplit("::").next().unwrap_or_default().to_owned();
                self.paths.entry(last).or_insert_with(|| before.to_owned());
            }
            UseTree::Name(name) => {
                let name = name.ident.to_string();
                self.paths.entry(name.clone()).or_insert_with(|| join(&name));
            }
            UseTree::Rename(rename) => {
                let path = if rename.ident == "self" { before.to_owned() } else { join(&rename.ident.to_string()) };
                self.paths.entry(rename.rename.to_string()).or_insert(path);
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.tree(tree, before)),
            UseTree::Glob(_) => {}
        }
    }

    /// A path with its first part replaced by what it stands for.
    pub(super) fn resolve(&self, path: &str) -> String {
        let (first, rest) = path.split_once("::").unwrap_or((path, ""));
        match self.paths.get(first) {
            Some(known) if rest.is_empty() => known.clone(),
            Some(known) => format!("{known}::{rest}"),
            None => path.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uses(source: &str) -> Uses {
        Uses::new(source.as_bytes(), &items::split(source.as_bytes()).unwrap())
    }

    #[test]
    fn imports_renames_and_groups_are_resolved() {
        let uses = uses("use reqwest::{self, Client as C, header::{self as h, HeaderMap}}; mod m { use a::B; }");
        for (written, meant) in [
            ("C::new", "reqwest::Client::new"),
            ("h::AUTHORIZATION", "reqwest::header::AUTHORIZATION"),
            ("HeaderMap", "reqwest::header::HeaderMap"),
            ("reqwest::get", "reqwest::get"),
            ("B::c", "a::B::c"),
            ("other::f", "other::f"),
        ] {
            assert_eq!(uses.resolve(written), meant);
        }
    }
}
