//! What the attributes of an item say.

use proc_macro2::{TokenStream, TokenTree};
use syn::Attribute;

/// `#[test]` and its like, `#[cfg(test)]`, `#[bench]`.
pub(super) fn is_test(attribute: &Attribute) -> bool {
    let is_marker = attribute.path().segments.last().is_some_and(|segment| {
        ["test", "rstest", "bench", "test_case", "proptest", "quickcheck"].iter().any(|name| segment.ident == name)
    });
    is_marker || (attribute.path().is_ident("cfg") && requires_test(attribute))
}

/// Whether `cfg(…)` holds only in tests: `test`, or `all(…)` with it.
fn requires_test(attribute: &Attribute) -> bool {
    let syn::Meta::List(list) = &attribute.meta else { return false };
    let Ok(meta) = syn::parse2::<syn::Meta>(list.tokens.clone()) else { return false };
    meta_requires_test(&meta)
}

fn meta_requires_test(meta: &syn::Meta) -> bool {
    match meta {
        syn::Meta::Path(path) => path.is_ident("test"),
        syn::Meta::List(list) if list.path.is_ident("all") => list
            .parse_args_with(syn::punctuated::Punctuated::<syn::Meta, syn::Token![,]>::parse_terminated)
            .is_ok_and(|all| all.iter().any(meta_requires_test)),
        _ => false,
    }
}

pub(super) fn attributes_of(item: &syn::Item) -> &[Attribute] {
    use syn::Item::{
        Const, Enum, ExternCrate, Fn, ForeignMod, Impl, Macro, Mod, Static, Struct, Trait, Type, Union, Use,
    };
    match item {
        Const(item) => &item.attrs,
        Enum(item) => &item.attrs,
        ExternCrate(item) => &item.attrs,
        Fn(item) => &item.attrs,
        ForeignMod(item) => &item.attrs,
        Impl(item) => &item.attrs,
        Macro(item) => &item.attrs,
        Mod(item) => &item.attrs,
        Static(item) => &item.attrs,
        Struct(item) => &item.attrs,
        Trait(item) => &item.attrs,
        Type(item) => &item.attrs,
        Union(item) => &item.attrs,
        Use(item) => &item.attrs,
        _ => &[],
    }
}

pub(super) fn attributes_of_impl_item(item: &syn::ImplItem) -> &[Attribute] {
    match item {
        syn::ImplItem::Const(item) => &item.attrs,
        syn::ImplItem::Fn(item) => &item.attrs,
        syn::ImplItem::Type(item) => &item.attrs,
        syn::ImplItem::Macro(item) => &item.attrs,
        _ => &[],
    }
}

/// The environment variable that the arguments of an attribute name, as in
/// `#[arg(env = "TOKEN", default_value = "…")]`: it names their other values.
pub(super) fn variable(arguments: TokenStream) -> Option<String> {
    let mut arguments =
        arguments.into_iter().skip_while(|token| !matches!(token, TokenTree::Ident(name) if name == "env"));
    arguments.next()?;
    match (arguments.next()?, arguments.next()?) {
        (TokenTree::Punct(equals), TokenTree::Literal(name)) if equals.as_char() == '=' => {
            syn::parse_str::<syn::LitStr>(&name.to_string()).ok().map(|name| name.value())
        }
        _ => None,
    }
}
