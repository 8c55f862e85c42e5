//! What a walk through the code reports to the rules.

use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprMethodCall};

use super::flow::Flow;
use super::names::{
    callee, constant_key, key_text, pattern_literals, pattern_names, target_name, type_name, type_text,
};
use super::walker::Walker;
use super::{fold, user};
use crate::event::{Callee, Event, Field, Value, What};
use crate::literal::NameKind;
use crate::rules::vocabulary::{BUILD_TIME_MACROS, INCLUDE_MACROS, SHOWING_MACROS};

impl Walker<'_> {
    /// The values of an expression at this place.
    pub(super) fn values(&self, expr: &Expr) -> Vec<Value> {
        if !self.reports() {
            return Vec::new();
        }
        let known = &self.known;
        Flow { base: self.base, consts: self.consts, locals: &self.locals, known }.values(expr)
    }

    pub(super) fn report(&mut self, what: What, span: proc_macro2::Span) {
        if self.reports() {
            let range = span.byte_range();
            let span = range.start + self.base..range.end + self.base;
            self.events.push(Event { what, site: self.scope.site(), span, user: self.user.clone() });
        }
    }

    /// The value of an expression gets the name that was pushed last.
    pub(super) fn report_named(&mut self, expr: &Expr) {
        for value in self.values(expr) {
            self.report(What::Named(value), expr.span());
        }
    }

    /// The value of an expression stands in for what the name pushed last names.
    pub(super) fn report_fallback(&mut self, expr: &Expr) {
        for value in self.values(expr) {
            self.report(What::Named(Value { is_fallback: true, ..value }), expr.span());
        }
    }

    /// A value is compared with something that has a name.
    pub(super) fn report_compared(&mut self, left: &Expr, right: &Expr) {
        for (named, value) in [(left, right), (right, left)] {
            let Some((kind, name)) = target_name(named) else { continue };
            let depth = self.scope.depth();
            self.scope.push(kind, name);
            for value in self.values(value).into_iter().filter(|value| !value.is_indirect) {
                self.report(What::Compared(value), named.span());
            }
            self.scope.truncate(depth);
        }
    }

    /// What is matched is compared with the texts of the arms.
    pub(super) fn report_matched(&mut self, expr: &syn::ExprMatch) {
        if self.reports() {
            for lit in expr.arms.iter().flat_map(|arm| pattern_literals(&arm.pat)) {
                self.report_compared(&expr.expr, &Expr::Lit(lit.clone()));
            }
        }
    }

    pub(super) fn report_call(&mut self, call: &ExprCall) {
        if !self.reports() {
            return;
        }
        let path = callee(&call.func);
        let generics = match &*call.func {
            Expr::Path(path) => generics(&path.path),
            _ => String::new(),
        };
        let callee = Callee {
            path: self.uses.resolve(&path),
            receiver: String::new(),
            is_method: false,
            arguments: call.args.len(),
            generics,
        };
        self.report_arguments(&callee, &call.args.iter().collect::<Vec<_>>());
    }

    pub(super) fn report_method(&mut self, call: &ExprMethodCall) {
        if !self.reports() {
            return;
        }
        let receiver = callee(&call.receiver);
        let maker = self.makers.get(&receiver).cloned();
        let callee = Callee {
            path: call.method.to_string(),
            receiver: maker.unwrap_or_else(|| self.uses.resolve(&receiver)),
            is_method: true,
            arguments: call.args.len(),
            generics: call.turbofish.as_ref().map(spelling).unwrap_or_default(),
        };
        self.report_arguments(&callee, &call.args.iter().collect::<Vec<_>>());
        self.report_parsed(call);
    }

    fn report_arguments(&mut self, callee: &Callee, arguments: &[&Expr]) {
        // Read only for a call that passes a value, as few do.
        let mut parameters = None;
        let first = arguments.first().and_then(|first| constant_key(first));
        let outer = self.user.take();
        for (position, argument) in arguments.iter().enumerate() {
            // What is lent to be changed is a place for a value.
            let is_place = matches!(argument, Expr::Reference(lent) if lent.mutability.is_some());
            for value in self.values(argument).into_iter().filter(|_| !is_place) {
                let names = parameters.get_or_insert_with(|| self.consts.parameters(callee.name()));
                let parameter = names.as_ref().and_then(|names| names.get(position).cloned());
                let what = What::Passed {
                    value,
                    callee: callee.clone(),
                    position,
                    parameter,
                    first: first.clone().filter(|_| position > 0),
                };
                self.user = if position > 0 { user::of_call(callee, arguments, self.base) } else { None };
                self.report(what, argument.span());
            }
        }
        self.user = outer;
    }

    pub(super) fn report_macro(&mut self, mac: &syn::Macro) {
        if !self.reports() {
            return;
        }
        let by = fold::path_text(&mac.path);
        let name = by.rsplit("::").next().unwrap_or_default();
        if SHOWING_MACROS.iter().any(|showing| showing.name == name) {
            self.report_shown(&by, mac.tokens.clone(), mac.path.span());
        } else if BUILD_TIME_MACROS.contains(&name) {
            if let Some(variable) = first_argument(mac).as_ref().and_then(key_text) {
                self.report(What::BakedIn { by, variable }, mac.span());
            }
        } else if INCLUDE_MACROS.contains(&name)
            && let Some(path) = first_argument(mac).and_then(|first| self.file_name(&first))
        {
            self.report(What::Included { by, path }, mac.span());
        }
    }

    /// A path, in which environment variables stand as `$NAME`.
    fn file_name(&self, expr: &Expr) -> Option<String> {
        let Expr::Macro(call) = expr else { return self.text_of(expr) };
        match fold::path_text(&call.mac.path).rsplit("::").next()? {
            "env" => first_argument(&call.mac).and_then(|first| self.text_of(&first)).map(|name| format!("${name}")),
            "concat" => fold::arguments(&call.mac)?.iter().map(|part| self.file_name(part)).collect(),
            _ => self.text_of(expr),
        }
    }

    /// The text of an expression, if it is known.
    pub(super) fn text_of(&self, expr: &Expr) -> Option<String> {
        self.values(expr).into_iter().next().and_then(|value| String::from_utf8(value.bytes).ok())
    }

    pub(super) fn report_struct(&mut self, item: &syn::ItemStruct) {
        let fields = self.fields_of(&item.fields, &item.ident);
        self.report_derived(&item.ident, &item.attrs, fields);
    }

    pub(super) fn report_enum(&mut self, item: &syn::ItemEnum) {
        let fields = item.variants.iter().flat_map(|variant| self.fields_of(&variant.fields, &variant.ident));
        self.report_derived(&item.ident, &item.attrs, fields.collect());
    }

    fn report_derived(&mut self, name: &syn::Ident, attributes: &[syn::Attribute], fields: Vec<Field>) {
        // A type that is laid out for another language says what that language has.
        let is_foreign = attributes.iter().any(|attribute| attribute.path().is_ident("repr"));
        if self.reports() && !is_foreign && !fields.is_empty() {
            let what = What::Derived { type_name: name.to_string(), traits: derived_traits(attributes), fields };
            self.report(what, name.span());
        }
    }

    /// The fields of a struct or variant; the one value that it holds has its name.
    fn fields_of(&self, fields: &syn::Fields, holder: &syn::Ident) -> Vec<Field> {
        let mut all: Vec<Field> = fields.iter().map(|field| self.field_of(field)).collect();
        if let (syn::Fields::Unnamed(_), [only]) = (fields, &mut all[..]) {
            only.name = holder.to_string();
        }
        all
    }

    fn field_of(&self, field: &syn::Field) -> Field {
        let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
        let range = field.ident.as_ref().map_or_else(|| field.ty.span(), syn::Ident::span).byte_range();
        let attributes = field.attrs.iter().filter(|attribute| !attribute.path().is_ident("doc"));
        Field {
            name,
            ty: type_text(&field.ty),
            span: range.start + self.base..range.end + self.base,
            attributes: attributes.map(|attribute| spelling(&attribute.meta)).collect(),
        }
    }

    /// What a function returns is named by the function.
    pub(super) fn report_returned(&mut self, block: &syn::Block) {
        if let Some(syn::Stmt::Expr(expr, None)) = block.stmts.last() {
            self.report_named(expr);
        }
    }

    /// Notes what a `let` makes, so that methods of the variable are known.
    pub(super) fn note_maker(&mut self, local: &syn::Local) {
        let names = pattern_names(&local.pat);
        let [name] = &names[..] else { return };
        let typed = match &local.pat {
            syn::Pat::Type(typed) => type_name(&typed.ty),
            _ => None,
        };
        let made = local.init.as_ref().map(|init| callee(&init.expr)).filter(|made| !made.is_empty());
        if let Some(maker) = typed.or(made) {
            let known = self.makers.get(&maker).cloned();
            let maker = known.unwrap_or_else(|| self.uses.resolve(&maker));
            self.makers.insert(name.clone(), maker);
        }
    }

    /// The first of a tuple's elements may name the second.
    pub(super) fn report_pair(&mut self, tuple: &syn::ExprTuple) {
        if let (Some(key), true) = (tuple.elems.first().and_then(constant_key), tuple.elems.len() == 2) {
            self.named(NameKind::Key, key, |walker| walker.report_named(&tuple.elems[1]));
        }
    }

    /// A literal among the tokens of a macro or attribute gets the name of its key.
    pub(super) fn report_token(&mut self, literal: &proc_macro2::Literal) {
        // In `#[serde(default = "…")]` and its like stand paths of functions and names of fields.
        if self.reports() && !self.scope.is_within(NameKind::Attribute, "serde") {
            let expr = Expr::Lit(syn::ExprLit { attrs: Vec::new(), lit: syn::Lit::new(literal.clone()) });
            self.report_named(&expr);
        }
    }

    /// `"…".parse::<T>()` is `T::from_str("…")`.
    fn report_parsed(&mut self, call: &ExprMethodCall) {
        let Some(turbofish) = call.turbofish.as_ref().filter(|_| call.method == "parse") else { return };
        let Some(syn::GenericArgument::Type(ty)) = turbofish.args.first() else { return };
        let path = type_name(ty).map(|ty| format!("{}::from_str", self.uses.resolve(&ty)));
        let callee = Callee { path: path.unwrap_or_default(), arguments: 1, ..Callee::default() };
        self.report_arguments(&callee, &[&call.receiver]);
    }
}

fn derived_traits(attributes: &[syn::Attribute]) -> Vec<String> {
    let mut traits = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
        // A derive that cannot be read shows nothing.
        let _ = attribute.parse_nested_meta(|meta| {
            traits.push(fold::path_text(&meta.path));
            Ok(())
        });
    }
    traits
}

fn first_argument(mac: &syn::Macro) -> Option<Expr> {
    fold::arguments(mac)?.into_iter().next()
}

fn generics(path: &syn::Path) -> String {
    let arguments = path.segments.iter().filter_map(|segment| match &segment.arguments {
        syn::PathArguments::None => None,
        arguments => Some(spelling(arguments)),
    });
    arguments.collect()
}

/// Tokens without the spaces between them.
fn spelling(tokens: &impl quote::ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(' ', "")
}
