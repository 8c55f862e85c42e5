//! Suppressions that are written as attributes.
//!
//! `#[cfg_attr(any(), nosecrets::allow(rule_id, reason = "…"))]` is never
//! expanded, so it compiles clean on stable, and is there to be read.

use std::ops::Range;

use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::{Attribute, Meta};

/// An attribute that allows rules within an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Allow {
    /// The item, in bytes of the file.
    pub covers: Range<usize>,
    /// The attribute itself.
    pub span: Range<usize>,
    /// The rules, as they are written.
    pub rules: Vec<String>,
    /// The reason, if one is given.
    pub reason: Option<String>,
}

/// The suppressions among an item's attributes.
pub(super) fn of_item(item: &syn::Item, attributes: &[Attribute], base: usize) -> Vec<Allow> {
    let shift = |range: Range<usize>| range.start + base..range.end + base;
    let mut allows = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("cfg_attr")) {
        let Meta::List(list) = &attribute.meta else { continue };
        for arguments in allow_lists(list.tokens.clone()) {
            let (rules, reason) = read(arguments);
            allows.push(Allow {
                covers: shift(item.span().byte_range()),
                span: shift(attribute.span().byte_range()),
                rules,
                reason,
            });
        }
    }
    allows
}

/// The arguments of each `nosecrets::allow(…)` after `any()`.
fn allow_lists(tokens: TokenStream) -> Vec<TokenStream> {
    let mut lists = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => names.push(ident.to_string()),
            TokenTree::Group(group) => {
                if matches!(&names[..], [.., tool, call] if tool == "nosecrets" && call == "allow") {
                    lists.push(group.stream());
                }
                names.clear();
            }
            TokenTree::Punct(punct) if punct.as_char() == ',' => names.clear(),
            _ => {}
        }
    }
    lists
}

/// `rule_a, rule_b, reason = "…"`.
fn read(arguments: TokenStream) -> (Vec<String>, Option<String>) {
    let mut rules = Vec::new();
    let mut reason = None;
    let mut name = String::new();
    for token in arguments {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => {
                rules.extend(Some(std::mem::take(&mut name)).filter(|name| !name.is_empty()));
            }
            TokenTree::Punct(punct) if punct.as_char() == '=' => {}
            TokenTree::Literal(literal) if name == "reason" => {
                reason = syn::parse_str::<syn::LitStr>(&literal.to_string()).ok().map(|text| text.value());
                name.clear();
            }
            other => name.push_str(&other.to_string()),
        }
    }
    rules.extend(Some(name).filter(|name| !name.is_empty()));
    (rules, reason)
}
