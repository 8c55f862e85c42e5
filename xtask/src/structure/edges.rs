//! Which files of a crate a file names: in `use` and in paths that begin with
//! `crate`, `super` or `self`.
//!
//! A child that is named without `self` is no edge, as in `mod a; pub use a::A;`:
//! else every module would be in a circle with each child that uses it.

use std::collections::{BTreeSet, HashMap};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{ItemMod, ItemUse, Macro, Path, UseTree};

use super::source::SourceFile;

/// For each file the indices of the files that it names.
pub(super) type Edges = Vec<BTreeSet<usize>>;

/// Finds the edges between the files of a crate.
pub(super) fn of(files: &[SourceFile]) -> Edges {
    let numbered = files.iter().enumerate();
    let modules: HashMap<&[String], usize> = numbered.map(|(index, file)| (&file.module[..], index)).collect();
    let edges_of = |(index, file): (usize, &SourceFile)| {
        let mut targets: BTreeSet<usize> = named(file).iter().filter_map(|path| file_of(&modules, path)).collect();
        targets.remove(&index);
        targets
    };
    files.iter().enumerate().map(edges_of).collect()
}

/// Returns the file that defines the innermost module of a path.
fn file_of(modules: &HashMap<&[String], usize>, path: &[String]) -> Option<usize> {
    (0..=path.len()).rev().find_map(|len| modules.get(&path[..len]).copied())
}

/// Returns the paths in a file, from the root of the crate.
fn named(file: &SourceFile) -> Vec<Vec<String>> {
    let mut reader = Reader { module: file.module.clone(), paths: Vec::new() };
    reader.visit_file(&file.syntax);
    reader.paths
}

/// Collects the paths of one file.
struct Reader {
    /// The module that is being read.
    module: Vec<String>,
    paths: Vec<Vec<String>>,
}

impl Reader {
    /// Adds a path if it leads into the crate.
    fn add(&mut self, segments: &[String]) {
        self.paths.extend(absolute(&self.module, segments));
    }

    /// Adds every path of a `use`; `before` leads to the tree.
    fn tree(&mut self, before: &mut Vec<String>, tree: &UseTree) {
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.tree(before, &path.tree);
                before.pop();
            }
            UseTree::Name(name) => self.leaf(before, &name.ident),
            UseTree::Rename(name) => self.leaf(before, &name.ident),
            UseTree::Glob(_) => self.add(before),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.tree(before, tree)),
        }
    }

    fn leaf(&mut self, before: &mut Vec<String>, name: &syn::Ident) {
        // `a::{self}` is `a`.
        if name == "self" && !before.is_empty() {
            return self.add(before);
        }
        before.push(name.to_string());
        self.add(before);
        before.pop();
    }

    /// Adds the paths in the tokens of a macro.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) if colons == 2 => path.push(name.to_string()),
                TokenTree::Ident(name) => {
                    self.add(&std::mem::replace(&mut path, vec![name.to_string()]));
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                other => {
                    self.add(&std::mem::take(&mut path));
                    if let TokenTree::Group(group) = other {
                        self.tokens(group.stream());
                    }
                }
            }
            colons = 0;
        }
        self.add(&path);
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.tree(&mut Vec::new(), &item.tree);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.add(&segments);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.tokens(call.tokens.clone());
    }
}

/// Resolves `crate`, `self` and `super` at the start of a path; other paths have
/// no result, and neither has one that ends there.
fn absolute(module: &[String], segments: &[String]) -> Option<Vec<String>> {
    let first = segments.first()?;
    let mut path = if first == "crate" { Vec::new() } else { module.to_vec() };
    let mut rest = segments;
    while let Some((segment, after)) = rest.split_first() {
        match segment.as_str() {
            "crate" | "self" => {}
            "super" => drop(path.pop()),
            _ => break,
        }
        rest = after;
    }
    let leads_into_crate = rest.len() < segments.len() && !rest.is_empty();
    path.extend_from_slice(rest);
    leads_into_crate.then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::source::parse;

    fn file(module: &str, text: &str) -> SourceFile {
        let module = module.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect();
        parse("x.rs".into(), module, text.into()).unwrap().0
    }

    fn paths(module: &str, text: &str) -> Vec<String> {
        named(&file(module, text)).iter().map(|path| path.join("::")).collect()
    }

    #[test]
    fn the_paths_of_a_use_are_taken_apart() {
        let text = "use crate::{a::{self, B}, c as d, e::*};\nuse std::fs;\nuse super::f;";
        assert_eq!(paths("m::n", text), ["a", "a::B", "c", "e", "m::f"]);
    }

    #[test]
    fn paths_in_code_types_and_macros_are_found() {
        let text =
            "fn f(a: crate::a::A) -> Vec<super::B> { self.x; print!(\"{}\", [crate::c::d(self::e)]); other::g() }";
        assert_eq!(paths("m::n", text), ["a::A", "m::B", "c::d", "m::n::e"]);
    }

    #[test]
    fn paths_in_a_module_inside_a_file_start_there() {
        assert_eq!(paths("m", "mod n { use super::a; use super::super::b; }"), ["m::a", "b"]);
    }

    #[test]
    fn the_visibility_of_an_item_is_no_path() {
        assert!(paths("m", "pub(crate) fn f() {} pub(super) struct A;").is_empty());
    }

    #[test]
    fn an_edge_leads_to_the_file_of_the_innermost_module() {
        let files = [
            file("", "mod a; mod b;"),
            file("a", "use crate::b::c::D; use crate::Root; use self::inner::E; #[cfg(test)] use crate::b;"),
            file("b", "pub mod c;"),
            file("b::c", "use super::d; use crate::b::c::Own;"),
        ];
        let edges: Vec<Vec<usize>> = of(&files).into_iter().map(|to| to.into_iter().collect()).collect();
        assert_eq!(edges, [vec![], vec![0, 3], vec![], vec![2]]);
    }
}
