//! Where a walk through the code must forget what it knows of a variable.

use syn::Expr;

use super::changes::{Changes, Place, assigns, bound, changes_receiver, place};
use super::flow::of_constant;
use super::names::{pattern_names, type_name, variable};
use super::walker::Walker;

impl Walker<'_> {
    /// Walks a function: it knows nothing of the variables around it.
    pub(super) fn function(&mut self, signature: &syn::Signature, inner: impl FnOnce(&mut Self)) {
        let variables = self.known.take_variables();
        self.note_parameters(signature);
        inner(self);
        self.known.set_variables(variables);
    }

    /// Notes the types of parameters, so that their methods are known.
    fn note_parameters(&mut self, signature: &syn::Signature) {
        for input in &signature.inputs {
            if let syn::FnArg::Typed(typed) = input
                && let (Some(ty), [name]) = (type_name(&typed.ty), &pattern_names(&typed.pat)[..])
            {
                self.makers.insert(name.clone(), self.uses.resolve(&ty));
            }
        }
    }

    /// Walks an expression, at the end of which the names that it binds mean
    /// again what they meant before.
    pub(super) fn scoped(&mut self, expr: &Expr, inner: impl FnOnce(&mut Self)) {
        if !self.reports() {
            return inner(self);
        }
        let mark = self.known.mark();
        match expr {
            Expr::ForLoop(repeated) => {
                self.forget_repeated(&repeated.body);
                self.shadow(&repeated.pat);
            }
            Expr::While(repeated) => self.forget_repeated(&repeated.body),
            Expr::Loop(repeated) => self.forget_repeated(&repeated.body),
            Expr::Closure(closure) => closure.inputs.iter().for_each(|input| self.shadow(input)),
            _ => {}
        }
        inner(self);
        if matches!(expr, Expr::ForLoop(_) | Expr::While(_) | Expr::If(_) | Expr::Closure(_)) {
            self.known.leave(mark);
        }
    }

    /// What code that runs again changes is not known when it begins.
    fn forget_repeated(&mut self, block: &syn::Block) {
        Changes::of_block(block).variables.iter().for_each(|name| self.known.forget(name));
    }

    /// Names that a pattern binds mean something else from there on.
    pub(super) fn shadow(&mut self, pattern: &syn::Pat) {
        if self.reports() {
            bound(pattern).iter().for_each(|name| self.known.declare(name, Vec::new()));
        }
    }

    /// A variable or field is given another value.
    pub(super) fn assigned(&mut self, expr: &syn::ExprAssign) {
        match variable(&expr.left) {
            Some(variable) => {
                let values = self.values(&expr.right);
                self.known.assign(&variable, values);
            }
            // An element of it, perhaps.
            None => self.forget(&expr.left),
        }
    }

    /// What a place holds is not known any more.
    fn forget(&mut self, changed: &Expr) {
        if let Some(Place::Variable(name)) = place(changed) {
            self.known.forget(&name);
        }
    }

    /// A buffer that is lent to be filled is not what it was.
    pub(super) fn forget_lent(&mut self, lent: &syn::ExprReference) {
        if lent.mutability.is_some() {
            self.forget(&lent.expr);
        }
    }

    /// Nor is one of which a method changes the content.
    pub(super) fn forget_changed(&mut self, call: &syn::ExprMethodCall) {
        if changes_receiver(&call.method.to_string()) {
            self.forget_unless_appended(&call.receiver, call.method == "push_str");
        }
    }

    /// Nor is what `+=` and its like change.
    pub(super) fn forget_computed(&mut self, expr: &syn::ExprBinary) {
        if assigns(&expr.op) {
            self.forget_unless_appended(&expr.left, matches!(expr.op, syn::BinOp::AddAssign(_)));
        }
    }

    /// A text to which a text was appended is known if both are.
    fn forget_unless_appended(&mut self, changed: &Expr, is_appended: bool) {
        let name = variable(changed).filter(|_| is_appended);
        match name.as_ref().and_then(|name| Some((name, self.locals.get(name)?.clone()))) {
            Some((name, whole)) => self.known.assign(name, vec![of_constant(whole, false)]),
            None => self.forget(changed),
        }
    }
}
