//! The item splitter against syn, on real crates.

use std::sync::atomic::{AtomicUsize, Ordering};

use nosecrets_engine::{
    items::{self, Item, ItemKind},
    lexer,
};
use syn::spanned::Spanned;

use super::corpus;

/// A deeper file is not given to syn, neither here nor by the engine.
const MAX_DEPTH: usize = 200;

#[test]
fn items_are_those_of_syn_in_every_file() {
    let compared = AtomicUsize::new(0);
    let (files, differences) = corpus::check(|source| {
        let nesting = lexer::nesting(source.as_bytes());
        if nesting.depth > MAX_DEPTH {
            return None;
        }
        let parsed = syn::parse_file(source);
        let difference = parsed.ok().and_then(|file| {
            let offset = offset_of_spans(source, &file);
            match items::split(source.as_bytes()) {
                _ if !nesting.balanced => Some("0 unbalanced".to_owned()),
                None => Some("0 not split".to_owned()),
                Some(found) => differing_item(source, offset, &found, &file.items, &compared),
            }
        });
        proc_macro2::extra::invalidate_current_thread_spans();
        difference
    });
    println!("{files} files, {compared:?} items compared with syn's");
    assert_eq!(differences, Vec::<String>::new());
}

/// What syn leaves out before it counts: a byte order mark, a shebang line.
fn offset_of_spans(source: &str, file: &syn::File) -> usize {
    let mark = if source.starts_with('\u{FEFF}') { 3 } else { 0 };
    mark + file.shebang.as_ref().map_or(0, String::len)
}

/// The first place where the items of a file or module differ from syn's.
fn differing_item(
    source: &str,
    offset: usize,
    found: &[Item],
    expected: &[syn::Item],
    compared: &AtomicUsize,
) -> Option<String> {
    compared.fetch_add(found.len(), Ordering::Relaxed);
    if found.len() != expected.len() {
        let at = found.first().map_or(0, |item| item.range.start);
        return Some(format!("{at} {} items for {}", found.len(), expected.len()));
    }
    found.iter().zip(expected).find_map(|(item, expected)| {
        let span = expected.span().byte_range();
        let (kind, name) = kind_and_name(expected);
        let same = item.range == (span.start + offset..span.end + offset)
            && kind.is_none_or(|kind| item.kind == kind)
            && (name.is_none() || name == item.name.clone().map(|name| source[name].to_owned()));
        if !same {
            return Some(format!("{} {:?}", item.range.start, item.kind));
        }
        let syn::Item::Mod(syn::ItemMod { content: Some((_, expected)), .. }) = expected else {
            return None;
        };
        match items::split_body(source.as_bytes(), item.body.clone()?) {
            None => Some(format!("{} module not split", item.range.start)),
            Some(found) => differing_item(source, offset, &found, expected, compared),
        }
    })
}

/// The kind of an item, and its name where it has one. What syn has no type
/// for, such as a function without a body, can be of any kind.
fn kind_and_name(item: &syn::Item) -> (Option<ItemKind>, Option<String>) {
    use syn::Item as I;
    let (kind, name) = match item {
        I::Fn(item) => (ItemKind::Fn, Some(&item.sig.ident)),
        I::Const(item) => (ItemKind::Const, Some(&item.ident)),
        I::Static(item) => (ItemKind::Static, Some(&item.ident)),
        I::Mod(item) => (ItemKind::Mod, Some(&item.ident)),
        I::Impl(_) => (ItemKind::Impl, None),
        I::Struct(item) => (ItemKind::Struct, Some(&item.ident)),
        I::Union(item) => (ItemKind::Struct, Some(&item.ident)),
        I::Enum(item) => (ItemKind::Enum, Some(&item.ident)),
        I::Trait(item) => (ItemKind::Trait, Some(&item.ident)),
        I::TraitAlias(item) => (ItemKind::Trait, Some(&item.ident)),
        I::Type(item) => (ItemKind::Type, Some(&item.ident)),
        I::Use(_) => (ItemKind::Use, None),
        I::ExternCrate(item) => (ItemKind::Use, Some(&item.ident)),
        I::Macro(item) if item.ident.is_some() => (ItemKind::MacroRules, item.ident.as_ref()),
        I::Macro(item) => (ItemKind::MacroCall, item.mac.path.segments.last().map(|segment| &segment.ident)),
        I::Verbatim(_) => return (None, None),
        _ => (ItemKind::Other, None),
    };
    (Some(kind), name.map(ToString::to_string))
}
