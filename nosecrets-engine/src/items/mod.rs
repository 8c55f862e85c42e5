//! Cuts a file into its items without parsing it.
//!
//! Parsing a file takes a hundred times as long as lexing it, and a file that
//! holds a candidate holds it in one or two items. So only those are parsed:
//! [`split`] finds where each item starts and ends, by the words at its start
//! and the punctuation at nesting depth zero.
//! <https://doc.rust-lang.org/reference/items.html>

mod reader;

use std::ops::Range;

use crate::lexer::{Marks, closer_of, code_start, skip_blank};

use reader::Reader;

/// An item of a file or module. All ranges are bytes of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The whole item, from its first attribute or doc comment to its last byte.
    pub range: Range<usize>,
    /// What it is.
    pub kind: ItemKind,
    /// Its name; of a macro call, the last part of the macro's path. None for
    /// `impl`, `use` and blocks.
    pub name: Option<Range<usize>>,
    /// What is between its braces, if it ends with a block.
    pub body: Option<Range<usize>>,
}

/// The sort of an [`Item`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ItemKind {
    /// `fn`, with any qualifiers.
    Fn,
    /// `const NAME` or `const _`.
    Const,
    /// `static`.
    Static,
    /// `mod`.
    Mod,
    /// `impl`.
    Impl,
    /// `struct` or `union`.
    Struct,
    /// `enum`.
    Enum,
    /// `trait`, also `auto trait` and a trait alias.
    Trait,
    /// `type`.
    Type,
    /// `use` or `extern crate`.
    Use,
    /// `macro_rules!`.
    MacroRules,
    /// A call of any other macro.
    MacroCall,
    /// `extern` blocks, `macro`, and what is not known.
    Other,
}

impl ItemKind {
    /// Whether it ends at a semicolon, whatever braces come before.
    const fn has_value(self) -> bool {
        matches!(self, Self::Const | Self::Static | Self::Type | Self::Use)
    }

    const fn is_macro(self) -> bool {
        matches!(self, Self::MacroRules | Self::MacroCall)
    }
}

/// The items of a file, in order. What stands before them, inner attributes and
/// inner documentation, belongs to none.
///
/// `None` if delimiters do not balance, or a literal or comment does not end.
pub fn split(source: &[u8]) -> Option<Vec<Item>> {
    split_from(source, code_start(source))
}

/// The items of a module, given the body of its item. `None` as for [`split`].
pub fn split_body(source: &[u8], body: Range<usize>) -> Option<Vec<Item>> {
    split_from(source.get(..body.end)?, body.start)
}

fn split_from(source: &[u8], mut at: usize) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    loop {
        at = skip_inner(source, at)?;
        if at >= source.len() {
            return Some(items);
        }
        let item = Reader::new(source, at).item()?;
        at = item.range.end;
        items.push(item);
    }
}

/// Skips what belongs to no item: comments, inner attributes and
/// documentation, and semicolons that end nothing.
fn skip_inner(source: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at = skip_blank(source, at, |token| !token.kind.is_doc() || source.get(token.inner.start - 1) == Some(&b'!'))?;
        at = match &source[at..] {
            [b';', ..] => at + 1,
            [b'#', b'!', ..] => group_end(source, at + 2)?,
            _ => return Some(at),
        };
    }
}

/// The end of the first group of delimiters after `at`.
fn group_end(source: &[u8], at: usize) -> Option<usize> {
    let mut closers = Vec::new();
    for (at, mark) in Marks::new(source, at) {
        if nest(&mut closers, mark)? && closers.is_empty() {
            return Some(at + 1);
        }
    }
    None
}

/// Counts a mark in. Whether it closed a delimiter; `None` if it had none to close.
fn nest(closers: &mut Vec<u8>, mark: u8) -> Option<bool> {
    closers.extend(closer_of(mark));
    let closes = matches!(mark, b')' | b']' | b'}');
    (!closes || closers.pop() == Some(mark)).then_some(closes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kinds and names of the items.
    fn items(source: &str) -> Vec<(ItemKind, &str)> {
        let describe = |item: Item| (item.kind, item.name.map_or("", |name| &source[name]));
        split(source.as_bytes()).unwrap().into_iter().map(describe).collect()
    }

    fn texts(source: &str) -> Vec<&str> {
        split(source.as_bytes()).unwrap().into_iter().map(|item| &source[item.range]).collect()
    }

    #[test]
    fn the_words_at_the_start_tell_kind_and_name() {
        for (source, kind, name) in [
            ("fn a() {}", ItemKind::Fn, "a"),
            ("pub(in x) const unsafe extern \"C\" fn a();", ItemKind::Fn, "a"),
            ("extern r#\"C\"# fn a() {}", ItemKind::Fn, "a"),
            ("const safe fn a() {}", ItemKind::Fn, "a"),
            ("const A: u8 = { 1 };", ItemKind::Const, "A"),
            ("const safe: u8 = 1;", ItemKind::Const, "safe"),
            ("const _: () = { x(); };", ItemKind::Const, "_"),
            ("pub static mut A: [u8; { 1 }] = [1];", ItemKind::Static, "A"),
            ("mod r#a;", ItemKind::Mod, "r#a"),
            ("unsafe impl !Send for A {}", ItemKind::Impl, ""),
            ("union A { b: u8 }", ItemKind::Struct, "A"),
            ("pub unsafe auto trait A {}", ItemKind::Trait, "A"),
            ("type A = B<{ 1 }>;", ItemKind::Type, "A"),
            ("use a::{b, c};", ItemKind::Use, ""),
            ("extern crate a as b;", ItemKind::Use, "a"),
            ("unsafe extern \"C\" { fn a(); }", ItemKind::Other, ""),
            ("macro_rules! a { () => {} }", ItemKind::MacroRules, "a"),
            ("union! { a }", ItemKind::MacroCall, "union"),
            ("crate::a::b!(c;);", ItemKind::MacroCall, "b"),
            ("macro a($b:ident) { $b }", ItemKind::Other, "a"),
        ] {
            assert_eq!(items(source), [(kind, name)], "{source}");
            assert_eq!(texts(source), [source]);
            assert_eq!(texts(&format!("{source}{source}")), [source, source]);
        }
    }

    #[test]
    fn braces_of_generic_arguments_end_no_item() {
        for source in [
            "struct A<const N: u8 = { 1 }>;",
            "impl<const N: usize> A<{ N }> for B<{ C > 1 }> where D<{ N }>: E {}",
            "fn a() -> A<fn() -> B, { 1 }> where [(); { 1 }]: {}",
            "struct A(B<{ 1 }>) where C: D;",
        ] {
            assert_eq!(texts(source), [source]);
        }
    }

    #[test]
    fn attributes_and_documentation_belong_to_the_item_after_them() {
        let source = "//! a\n#![b]\n// c\n/// d\n#[e(\"]\")] /* f */ pub\nstruct A; // g\n;\n/** h */fn b() {}";
        assert_eq!(texts(source), ["/// d\n#[e(\"]\")] /* f */ pub\nstruct A;", "/** h */fn b() {}"]);
    }

    #[test]
    fn a_module_is_split_by_its_body() {
        let source = b"mod a { //! b\n#![c] fn d() {} const E: u8 = 1; }";
        let body = split(source).unwrap()[0].body.clone().unwrap();
        let inside = split_body(source, body).unwrap();
        let kinds: Vec<_> = inside.iter().map(|item| item.kind).collect();
        assert_eq!(kinds, [ItemKind::Fn, ItemKind::Const]);
        assert_eq!(source[inside[0].range.clone()], *b"fn d() {}");
    }

    #[test]
    fn what_does_not_balance_is_not_split() {
        for source in ["fn a() {", "}", "fn a() { ( } )", "const A: &str = \"", "fn a() {} /*", "#[a"] {
            assert_eq!(split(source.as_bytes()), None, "{source}");
        }
    }
}
