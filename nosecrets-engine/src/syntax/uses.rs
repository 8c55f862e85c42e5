//! What the names of a file stand for: its `use` items.

use std::collections::HashMap;

use syn::UseTree;

use super::{MAX_MODULES, imports, names, readable};
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
                (ItemKind::Use, _) => self.import(readable(&source[item.range.clone()]).unwrap_or_default()),
                (ItemKind::Type, _) => self.alias(&source[item.range.clone()]),
                (ItemKind::Mod, Some(body)) if depth > 0 => {
                    self.collect(source, &items::split_body(source, body.clone()).unwrap_or_default(), depth - 1);
                }
                _ => {}
            }
        }
    }

    /// Takes an import in. Most can be read without a tree of theirs.
    fn import(&mut self, item: &str) {
        let is_read = imports::read(item, &mut |name, path| {
            self.paths.entry(name.to_owned()).or_insert_with(|| path.to_owned());
        });
        if is_read.is_none()
            && let Ok(syn::Item::Use(item)) = syn::parse_str(item)
        {
            self.add(&item);
        }
    }

    /// Takes a type alias in: another name, as an import may give one.
    fn alias(&mut self, item: &[u8]) {
        let text = readable(item).unwrap_or_default();
        let is_read = imports::read_alias(text, &mut |name, path| self.also(name, path));
        if is_read.is_none()
            && let Ok(syn::Item::Type(item)) = syn::parse_str(text)
            && let Some(path) = names::type_name(&item.ty)
        {
            self.also(&item.ident.to_string(), &path);
        }
    }

    /// Notes another name for a path.
    fn also(&mut self, name: &str, path: &str) {
        let path = self.resolve(path);
        self.paths.entry(name.to_owned()).or_insert(path);
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
    fn imports_read_at_a_glance_are_those_of_their_trees() {
        for import in [
            "use a::b;",
            "pub(crate) use ::a::{b::{self, c as d}, e::*, r#type, self as s};",
            "use a as b;",
            "use a::b as _;",
            "/// Says.\n// more { \npub use a /* of */ :: { b, /* c, */ d, };",
            "use crate::{\n    a::B,\n    // with C\n    c::{C, D},\n};",
            "use super::größe::Maß;",
            "use {a::b, c};",
            "use {};",
            "use a::{self};",
        ] {
            let (mut read, mut parsed) = (Uses::default(), Uses::default());
            let is_read = imports::read(import, &mut |name, path| {
                read.paths.entry(name.to_owned()).or_insert_with(|| path.to_owned());
            });
            assert!(is_read.is_some(), "{import}");
            parsed.add(&syn::parse_str(import).unwrap());
            assert_eq!(read.paths, parsed.paths, "{import}");
        }
    }

    #[test]
    fn aliases_read_at_a_glance_are_those_of_their_trees() {
        for (alias, expected) in [
            ("pub type A = b::C;", Some("b::C")),
            ("#[cfg(unix)] type A = ::b::C<d::E, 3>;", Some("b::C")),
            ("pub type A = *mut c_void;", None),
            ("type A = Option<unsafe extern \"C\" fn()>;", Some("Option")),
            ("type A = unsafe extern \"C\" fn();", None),
            ("type A<T> = Result<T, E>;", Some("Result")),
            ("type A = &'static str;", Some("str")),
            ("type A = Vec<B>::C;", Some("Vec::C")),
        ] {
            let mut uses = Uses::default();
            uses.alias(alias.as_bytes());
            let parsed: syn::ItemType = syn::parse_str(alias).unwrap();
            assert_eq!(names::type_name(&parsed.ty).as_deref(), expected, "{alias}");
            assert_eq!(uses.paths.get("A").map(String::as_str), expected, "{alias}");
        }
    }

    #[test]
    fn what_is_no_plain_import_is_left_to_the_parser() {
        for import in ["use a::$b;", "#[doc = \"use b;\"] use a;", "use a::b", "use a::{b;", "use a b;", "use;", ""] {
            assert_eq!(imports::read(import, &mut |_, _| ()), None, "{import}");
        }
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
