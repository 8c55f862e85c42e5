//! Headers of HTTP that are set, and whether a function marks them as secret.

use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall};

use super::names::{callee, key_text, variable};
use super::shown::Shown;
use super::walker::Walker;
use crate::event::What;
use crate::rules::vocabulary::{HEADER_VALUE, HEADER_VALUE_FUNCTIONS};

impl Walker<'_> {
    /// Walks a function. One that marks the value of a header as secret is
    /// taken to mark those of all headers that it sets.
    pub(super) fn in_function(&mut self, walk: impl FnOnce(&mut Self)) {
        let outer = std::mem::take(&mut self.marks_headers);
        let first = self.events.len();
        walk(self);
        if std::mem::replace(&mut self.marks_headers, outer) {
            let own = self.events.split_off(first);
            self.events.extend(own.into_iter().filter(|event| !matches!(event.what, What::HeaderSet { .. })));
        }
    }

    /// Notes what a method does with a header.
    pub(super) fn note_header(&mut self, call: &ExprMethodCall) {
        if call.method == "set_sensitive" {
            self.marks_headers = true;
        } else if (call.method == "insert" || call.method == "append") && call.args.len() == 2 && self.reports() {
            let made = self
                .header_value(&call.args[1])
                .or_else(|| variable(&call.args[1]).and_then(|name| self.header_values.remove(&name)));
            if let (Some(header), Some(Shown { names, text, .. })) = (header_name(&call.args[0]), made) {
                self.report(What::HeaderSet { header, names, text }, call.args[1].span());
            }
        }
    }

    /// Keeps what a variable is made of that is the value of a header.
    pub(super) fn note_header_value(&mut self, name: &str, init: Option<&Expr>) {
        if let Some(made) = init.filter(|_| self.reports()).and_then(|init| self.header_value(init)) {
            self.header_values.insert(name.to_owned(), made);
        }
    }

    /// What the value of a header is made of, if the expression makes one.
    fn header_value(&self, expr: &Expr) -> Option<Shown> {
        match expr {
            Expr::Call(call) => {
                let is_maker = makes_header(&self.uses.resolve(&callee(&call.func)));
                call.args.first().filter(|_| is_maker).map(Shown::by)
            }
            Expr::MethodCall(call) => self.header_value(&call.receiver),
            Expr::Try(inner) => self.header_value(&inner.expr),
            _ => None,
        }
    }
}

/// The name of a header: a text, a constant, or `HeaderName::from_static` of one.
fn header_name(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Call(call) => call.args.first().and_then(key_text),
        other => key_text(other),
    }
}

fn makes_header(path: &str) -> bool {
    let mut parts = path.rsplit("::");
    parts.next().is_some_and(|function| HEADER_VALUE_FUNCTIONS.contains(&function))
        && parts.next() == Some(HEADER_VALUE)
}
