//! What a piece of code changes: variables and fields of which the value is
//! not known any more, or not where the code is run again.

use std::collections::HashSet;

use syn::visit::{self, Visit};
use syn::{BinOp, Expr, Member, Pat};

/// Variables and fields that are assigned to, lent to be changed, or changed by
/// one of their methods.
#[derive(Default)]
pub(super) struct Changes {
    pub(super) variables: HashSet<String>,
    pub(super) fields: HashSet<String>,
}

impl Changes {
    /// What a block changes.
    pub(super) fn of_block(block: &syn::Block) -> Changes {
        let mut changes = Changes::default();
        changes.visit_block(block);
        changes
    }

    /// What the items of a file change.
    pub(super) fn of_file(file: &syn::File) -> Changes {
        let mut changes = Changes::default();
        changes.visit_file(file);
        changes
    }

    fn add(&mut self, changed: &Expr) {
        match place(changed) {
            Some(Place::Variable(name)) => self.variables.insert(name),
            Some(Place::Field(name)) => self.fields.insert(name),
            None => false,
        };
    }
}

impl<'ast> Visit<'ast> for Changes {
    fn visit_expr_assign(&mut self, expr: &'ast syn::ExprAssign) {
        self.add(&expr.left);
        visit::visit_expr_assign(self, expr);
    }

    fn visit_expr_binary(&mut self, expr: &'ast syn::ExprBinary) {
        if assigns(&expr.op) {
            self.add(&expr.left);
        }
        visit::visit_expr_binary(self, expr);
    }

    fn visit_expr_reference(&mut self, expr: &'ast syn::ExprReference) {
        if expr.mutability.is_some() {
            self.add(&expr.expr);
        }
        visit::visit_expr_reference(self, expr);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        if changes_receiver(&call.method.to_string()) {
            self.add(&call.receiver);
        }
        visit::visit_expr_method_call(self, call);
    }
}

/// A variable or field, or a part of it.
pub(super) enum Place {
    Variable(String),
    Field(String),
}

/// What is changed if `expr` is.
pub(super) fn place(expr: &Expr) -> Option<Place> {
    match expr {
        Expr::Path(path) => path.path.get_ident().map(|name| Place::Variable(name.to_string())),
        Expr::Field(field) => match &field.member {
            Member::Named(name) => Some(Place::Field(name.to_string())),
            Member::Unnamed(_) => place(&field.base),
        },
        Expr::Index(index) => place(&index.expr),
        Expr::Reference(inner) => place(&inner.expr),
        Expr::Unary(inner) => place(&inner.expr),
        Expr::Paren(inner) => place(&inner.expr),
        Expr::Group(inner) => place(&inner.expr),
        _ => None,
    }
}

/// Whether it is `+=` or one of its like.
pub(super) fn assigns(op: &BinOp) -> bool {
    matches!(
        op,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::RemAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::ShlAssign(_)
            | BinOp::ShrAssign(_)
    )
}

/// Whether a method of this name fills or changes the buffer it is called on.
pub(super) fn changes_receiver(method: &str) -> bool {
    const METHODS: &[&str] = &[
        "append",
        "as_mut",
        "as_mut_ptr",
        "as_mut_slice",
        "borrow_mut",
        "chunks_exact_mut",
        "chunks_mut",
        "clear",
        "clone_from",
        "clone_from_slice",
        "copy_from_slice",
        "copy_within",
        "deref_mut",
        "each_mut",
        "extend",
        "extend_from_slice",
        "fill",
        "fill_with",
        "first_chunk_mut",
        "first_mut",
        "get_mut",
        "insert",
        "iter_mut",
        "last_chunk_mut",
        "last_mut",
        "push",
        "push_str",
        "put_slice",
        "put_u32",
        "put_u64",
        "resize",
        "reverse",
        "rotate_left",
        "rotate_right",
        "shuffle",
        "sort",
        "splice",
        "split_at_mut",
        "split_first_mut",
        "split_last_mut",
        "swap",
        "swap_with_slice",
        "truncate",
        "try_fill",
        "write",
        "write_all",
        "zeroize",
    ];
    METHODS.contains(&method)
}

/// Names that a pattern gives to parts of what it is matched with.
pub(super) fn bound(pattern: &Pat) -> Vec<String> {
    struct Bound(Vec<String>);
    impl<'ast> Visit<'ast> for Bound {
        fn visit_pat_ident(&mut self, pattern: &'ast syn::PatIdent) {
            self.0.push(pattern.ident.to_string());
            visit::visit_pat_ident(self, pattern);
        }
    }
    let mut names = Bound(Vec::new());
    names.visit_pat(pattern);
    names.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(block: &str) -> (Vec<String>, Vec<String>) {
        let changes = Changes::of_block(&syn::parse_str(block).unwrap());
        let sorted = |names: HashSet<String>| {
            let mut names: Vec<_> = names.into_iter().collect();
            names.sort();
            names
        };
        (sorted(changes.variables), sorted(changes.fields))
    }

    #[test]
    fn whatever_may_change_a_variable_or_field_counts() {
        let (variables, fields) = changed(
            "{ a = 1; b[i] = 2; c += 1; f(&mut d, &e); g[..4].copy_from_slice(h); j.iter_mut().zip(k);
               self.l.m = 1; *n = 2; (&mut o[..]).write(p); self.q[0] ^= 1; r.len(); s == t; }",
        );
        assert_eq!(variables, ["a", "b", "c", "d", "g", "j", "n", "o"]);
        assert_eq!(fields, ["m", "q"]);
    }

    #[test]
    fn a_pattern_binds_names_at_any_depth() {
        let pattern: syn::Local = match syn::parse_str("let Some(A { b, c: (d, _), .. }) = e;").unwrap() {
            syn::Stmt::Local(local) => local,
            _ => panic!(),
        };
        assert_eq!(bound(&pattern.pat), ["b", "d"]);
    }
}
