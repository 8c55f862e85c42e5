//! The name of the user whom a password is for, where it stands beside it: in
//! the same call or struct literal.

use std::ops::Range;

use proc_macro2::Span;
use syn::{Expr, ExprStruct, Lit, Member};

use crate::event::Callee;

/// Calls of which the first argument is a user and the second a password.
const CALLS: &[&str] = &[
    "basic_auth",
    "basic",
    "Basic",
    "Credentials::new",
    "Credentials::from",
    "userauth_password",
    "authenticate_password",
    "simple_bind",
    "set_credentials",
    "with_user_and_password",
    "user_and_password",
    "login",
];

/// Fields that hold a user's name.
const FIELDS: &[&str] = &["user", "username", "user_name", "login", "account", "uid"];

/// The user in the arguments of a call that takes one.
pub(super) fn of_call(callee: &Callee, arguments: &[&Expr], base: usize) -> Option<Range<usize>> {
    let takes_user = CALLS.iter().any(|call| callee.ends_with(call));
    arguments.first().filter(|_| takes_user && arguments.len() > 1).and_then(|first| literal(first, base))
}

/// The user in a struct literal.
pub(super) fn of_struct(expr: &ExprStruct, base: usize) -> Option<Range<usize>> {
    let is_user = |member: &Member| matches!(member, Member::Named(name) if FIELDS.iter().any(|field| name == field));
    expr.fields.iter().find(|field| is_user(&field.member)).and_then(|field| literal(&field.expr, base))
}

/// Where the text of an expression stands, seen through conversions.
fn literal(expr: &Expr, base: usize) -> Option<Range<usize>> {
    match expr {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Str(text) if !text.value().is_empty() => Some(shifted(text.span(), base)),
            _ => None,
        },
        Expr::Reference(inner) => literal(&inner.expr, base),
        Expr::Paren(inner) => literal(&inner.expr, base),
        Expr::MethodCall(call) if call.args.is_empty() => literal(&call.receiver, base),
        Expr::Call(call) if call.args.len() == 1 => literal(call.args.first()?, base),
        _ => None,
    }
}

fn shifted(span: Span, base: usize) -> Range<usize> {
    let range = span.byte_range();
    // The quotation marks are not part of the name.
    range.start + base + 1..range.end + base - 1
}
