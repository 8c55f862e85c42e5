//! The files of a crate: read, parsed, and without their tests.

use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use syn::spanned::Spanned;
use syn::{Attribute, ImplItem, Item, Meta};

/// A parsed file of a crate.
pub(super) struct SourceFile {
    /// Path relative to the workspace, with `/`.
    pub(super) shown: String,
    /// Path of the module that the file defines; empty for the root of the crate.
    pub(super) module: Vec<String>,
    pub(super) text: String,
    /// The syntax tree, without tests.
    pub(super) syntax: syn::File,
    /// Lines of tests, counted from 1.
    pub(super) test_lines: Vec<RangeInclusive<usize>>,
    /// Whether a task of ours wrote the file.
    pub(super) is_generated: bool,
}

/// Tests that were taken out of a file.
#[derive(Default)]
struct Tests {
    lines: Vec<RangeInclusive<usize>>,
    /// Modules of tests that have files of their own.
    modules: Vec<Vec<String>>,
}

/// Reads the files in the `src` folder of a crate, sorted by path.
pub(super) fn read(workspace: &Path, name: &str) -> Result<Vec<SourceFile>, String> {
    let root = workspace.join(name).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths)?;
    paths.sort();
    // The root of a program beside a library is a crate of its own.
    let has_library = paths.contains(&root.join("lib.rs"));
    paths.retain(|path| !(has_library && *path == root.join("main.rs")));
    let (mut files, mut tests) = (Vec::new(), Vec::new());
    for path in paths {
        let shown = shown(workspace, &path);
        let module = module_path(path.strip_prefix(&root).unwrap_or(&path));
        let (file, modules) = parse(shown, module, read_text(&path)?)?;
        files.push(file);
        tests.extend(modules);
    }
    files.retain(|file| !tests.iter().any(|test| file.module.starts_with(test)));
    Ok(files)
}

/// Reads a file, or says which one cannot be read.
pub(super) fn read_text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Parses a file and names the modules of tests that it declares in other files.
pub(super) fn parse(
    shown: String,
    module: Vec<String>,
    text: String,
) -> Result<(SourceFile, Vec<Vec<String>>), String> {
    let mut syntax = syn::parse_file(&text).map_err(|error| format!("{shown}: {error}"))?;
    let mut tests = Tests::default();
    strip(&mut syntax.items, &module, &mut tests);
    let head = text.lines().next().unwrap_or_default();
    let is_generated = head.contains("@generated") || head.contains("Written by `cargo xtask");
    let file = SourceFile { shown, module, text, syntax, test_lines: tests.lines, is_generated };
    Ok((file, tests.modules))
}

/// Adds all Rust files below a folder.
fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
    Ok(())
}

fn shown(workspace: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(workspace).unwrap_or(path);
    relative.to_string_lossy().replace('\\', "/")
}

/// Returns the path of the module in a file: `a/b.rs` and `a/b/mod.rs` hold `a::b`.
fn module_path(relative: &Path) -> Vec<String> {
    let stem = relative.with_extension("");
    let mut names: Vec<String> = stem.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    let is_root = names.len() == 1 && ["lib", "main"].contains(&names[0].as_str());
    if is_root || names.last().is_some_and(|name| name == "mod") {
        names.pop();
    }
    names
}

/// Removes items that are compiled for tests only.
fn strip(items: &mut Vec<Item>, module: &[String], tests: &mut Tests) {
    items.retain_mut(|item| {
        if attributes(item).iter().any(is_for_tests) {
            tests.remove(item, module);
            return false;
        }
        match item {
            Item::Mod(inner) => {
                if let Some((_, items)) = &mut inner.content {
                    strip(items, &joined(module, &inner.ident), tests);
                }
            }
            Item::Impl(inner) => inner.items.retain(|item| tests.keeps(item)),
            _ => {}
        }
        true
    });
}

impl Tests {
    fn remove(&mut self, item: &Item, module: &[String]) {
        self.lines.push(lines(item));
        if let Item::Mod(inner) = item
            && inner.content.is_none()
        {
            self.modules.push(joined(module, &inner.ident));
        }
    }

    /// Returns whether an item stays, and remembers its lines if it does not.
    fn keeps(&mut self, item: &ImplItem) -> bool {
        let attributes = match item {
            ImplItem::Const(item) => &item.attrs,
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            _ => return true,
        };
        let is_test = attributes.iter().any(is_for_tests);
        if is_test {
            self.lines.push(lines(item));
        }
        !is_test
    }
}

fn lines(item: &impl Spanned) -> RangeInclusive<usize> {
    let span = item.span();
    span.start().line..=span.end().line
}

fn joined(module: &[String], name: &syn::Ident) -> Vec<String> {
    module.iter().cloned().chain([name.to_string()]).collect()
}

/// Returns whether an attribute is `#[test]`, `#[cfg(test)]` or `#[cfg(all(test, …))]`.
fn is_for_tests(attribute: &Attribute) -> bool {
    if attribute.path().is_ident("test") {
        return true;
    }
    let Meta::List(list) = &attribute.meta else { return false };
    let condition = list.tokens.to_string();
    let is_part = || condition.split(|c: char| !c.is_alphanumeric()).any(|word| word == "test");
    list.path.is_ident("cfg") && (condition == "test" || condition.starts_with("all") && is_part())
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_module_of_a_file_follows_from_its_path() {
        let module = |path: &str| module_path(Path::new(path)).join("::");
        assert_eq!(module("lib.rs"), "");
        assert_eq!(module("main.rs"), "");
        assert_eq!(module("a.rs"), "a");
        assert_eq!(module("a/mod.rs"), "a");
        assert_eq!(module("a/lib.rs"), "a::lib");
    }

    #[test]
    fn tests_are_taken_out_wherever_they_stand() {
        let text = "fn kept() {}\n#[cfg(any(test, feature = \"x\"))]\nfn both() {}\n\
                    #[cfg(test)]\nmod tests;\nmod inner {\n    #[cfg(all(test, unix))]\n    fn gone() {}\n}\n\
                    impl A {\n    #[cfg(test)]\n    fn gone() {}\n    fn stays() {}\n}\n";
        let (file, modules) = parse("a.rs".into(), vec!["a".into()], text.into()).unwrap();
        assert_eq!(modules, [["a", "tests"]]);
        assert_eq!(file.test_lines, [4..=5, 7..=8, 11..=12]);
        assert_eq!(file.syntax.items.len(), 4);
    }
}
