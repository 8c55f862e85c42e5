//! Names as they stand in the tree: of types, patterns, callees and keys.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Expr, Lit, Pat};

use super::fold::{self, path_text};
use crate::literal::NameKind;

pub(super) fn type_name(ty: &syn::Type) -> Option<String> {
    match ty {
        syn::Type::Path(path) => Some(path_text(&path.path)),
        syn::Type::Reference(inner) => type_name(&inner.elem),
        _ => None,
    }
}

/// A type as tokens without spaces and lifetimes: `Option<&str>`.
pub(super) fn type_text(ty: &syn::Type) -> String {
    let mut text = String::new();
    write_type(quote::ToTokens::to_token_stream(ty), &mut text);
    text.replace("<,", "<")
}

fn write_type(tokens: TokenStream, text: &mut String) {
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        match token {
            // A lifetime is an apostrophe and a name.
            TokenTree::Punct(punct) if punct.as_char() == '\'' => drop(tokens.next()),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                text.push_str(open);
                write_type(group.stream(), text);
                text.push_str(close);
            }
            other => text.push_str(&other.to_string()),
        }
    }
}

pub(super) fn pattern_names(pattern: &Pat) -> Vec<String> {
    match pattern {
        Pat::Ident(ident) => vec![ident.ident.to_string()],
        Pat::Type(typed) => pattern_names(&typed.pat),
        Pat::Reference(inner) => pattern_names(&inner.pat),
        Pat::Tuple(tuple) => tuple.elems.iter().flat_map(pattern_names).collect(),
        _ => Vec::new(),
    }
}

/// The text that a match arm compares with.
pub(super) fn pattern_key(pattern: &Pat) -> Option<String> {
    match pattern {
        Pat::Lit(lit) => key_of_lit(&lit.lit),
        Pat::Path(path) => Some(path_text(&path.path)),
        _ => None,
    }
}

/// The literals that a pattern compares with.
pub(super) fn pattern_literals(pattern: &Pat) -> Vec<&syn::ExprLit> {
    match pattern {
        Pat::Lit(lit) => vec![lit],
        Pat::Or(any) => any.cases.iter().flat_map(pattern_literals).collect(),
        Pat::Paren(inner) => pattern_literals(&inner.pat),
        _ => Vec::new(),
    }
}

/// The name of a variable, if the expression is one.
pub(super) fn variable(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        Expr::Reference(inner) => variable(&inner.expr),
        Expr::Paren(inner) => variable(&inner.expr),
        _ => None,
    }
}

/// What is assigned to or compared with.
pub(super) fn target_name(expr: &Expr) -> Option<(NameKind, String)> {
    match expr {
        Expr::Path(path) => Some((NameKind::Binding, path_text(&path.path))),
        Expr::Field(field) => match &field.member {
            syn::Member::Named(name) => Some((NameKind::Field, name.to_string())),
            syn::Member::Unnamed(_) => target_name(&field.base),
        },
        Expr::Index(index) => {
            key_text(&index.index).map(|key| (NameKind::Key, key)).or_else(|| target_name(&index.expr))
        }
        Expr::Reference(inner) => target_name(&inner.expr),
        Expr::Unary(inner) => target_name(&inner.expr),
        Expr::Paren(inner) => target_name(&inner.expr),
        Expr::MethodCall(call) => target_name(&call.receiver),
        _ => None,
    }
}

/// The function or the chain of methods that is called.
pub(super) fn callee(expr: &Expr) -> String {
    match expr {
        // `<T>::f`; of `<T as Trait>::f` the trait says more.
        Expr::Path(syn::ExprPath { qself: Some(of), path, .. }) if of.position == 0 => {
            format!("{}::{}", type_name(&of.ty).unwrap_or_default(), path_text(path))
        }
        Expr::Path(path) => path_text(&path.path),
        Expr::Call(call) => callee(&call.func),
        Expr::MethodCall(call) => callee(&call.receiver),
        Expr::Field(field) => match &field.member {
            syn::Member::Named(name) => name.to_string(),
            syn::Member::Unnamed(_) => callee(&field.base),
        },
        Expr::Await(inner) => callee(&inner.base),
        Expr::Try(inner) => callee(&inner.expr),
        Expr::Paren(inner) => callee(&inner.expr),
        Expr::Reference(inner) => callee(&inner.expr),
        _ => String::new(),
    }
}

/// Names of the environment variables that an expression reads.
pub(super) fn variables_read(expr: &Expr) -> Vec<String> {
    match expr {
        Expr::Call(call) => {
            let name = callee(&call.func);
            let reads = ["var", "var_os"].iter().any(|read| name == *read || name.ends_with(&format!("::{read}")));
            let key = call.args.first().filter(|_| reads).and_then(key_text);
            key.into_iter().collect()
        }
        Expr::Macro(expr) if expr.mac.path.is_ident("option_env") => {
            let arguments = fold::arguments(&expr.mac);
            arguments.and_then(|arguments| arguments.first().and_then(key_text)).into_iter().collect()
        }
        Expr::MethodCall(call) => variables_read(&call.receiver),
        Expr::Try(inner) => variables_read(&inner.expr),
        Expr::Paren(inner) => variables_read(&inner.expr),
        _ => Vec::new(),
    }
}

/// The text of an expression that may name its neighbour.
pub(super) fn key_text(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(lit) => key_of_lit(&lit.lit),
        Expr::Path(path) => Some(path_text(&path.path)),
        Expr::Reference(inner) => key_text(&inner.expr),
        Expr::MethodCall(call) => key_text(&call.receiver),
        _ => None,
    }
}

/// The text of an expression that is a literal, or the name of a constant: a
/// variable's name says nothing of the key that it holds.
pub(super) fn constant_key(expr: &Expr) -> Option<String> {
    let text = key_text(expr)?;
    let is_variable =
        is_path(expr) && text.rsplit("::").next().is_some_and(|name| name.contains(|c: char| c.is_lowercase()));
    (!is_variable).then_some(text)
}

fn is_path(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) => true,
        Expr::Reference(inner) => is_path(&inner.expr),
        Expr::MethodCall(call) => is_path(&call.receiver),
        _ => false,
    }
}

pub(super) fn key_of_lit(lit: &Lit) -> Option<String> {
    match lit {
        Lit::Str(text) => Some(text.value()).filter(|text| text.len() <= 64),
        _ => None,
    }
}
