//! Walks the tree of an item, keeping track of the names around each literal.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Span, TokenStream};
use syn::visit::{self, Visit};
use syn::{Attribute, BinOp, Expr, Lit, Pat, Stmt};

use super::consts::Consts;
use super::fold::{self, Folded, Folder, Locals, path_text};
use super::scope::Scope;
use super::{Reading, allow, tokens};
use crate::literal::{Literal, NameKind, Origin, Site};
use crate::prefilter;

/// Walks one item.
pub(super) struct Walker<'a> {
    /// Where the item's text begins in the file.
    base: usize,
    /// Offsets of the literals whose sites are asked for, sorted.
    wanted: &'a [usize],
    consts: &'a Consts<'a>,
    pub(super) scope: Scope,
    /// Values of the variables of the enclosing blocks.
    locals: Locals,
    /// Variables to which something was appended.
    lengthened: HashSet<String>,
    sites: Vec<(usize, Site)>,
    folded: Vec<Literal>,
    allows: Vec<allow::Allow>,
    /// Whether the walk is inside a value that has been folded already.
    inside_folded: bool,
}

impl<'a> Walker<'a> {
    pub(super) fn new(base: usize, wanted: &'a [usize], consts: &'a Consts<'a>) -> Walker<'a> {
        Walker {
            base,
            wanted,
            consts,
            scope: Scope::default(),
            locals: HashMap::new(),
            lengthened: HashSet::new(),
            sites: Vec::new(),
            folded: Vec::new(),
            allows: Vec::new(),
            inside_folded: false,
        }
    }

    pub(super) fn file(&mut self, file: &syn::File) {
        self.visit_file(file);
    }

    pub(super) fn tokens(&mut self, stream: TokenStream) {
        tokens::walk(self, stream);
    }

    pub(super) fn finish(self, reading: &mut Reading) {
        for (offset, site) in self.sites {
            reading.sites.entry(offset).or_insert(site);
        }
        reading.folded.extend(self.folded);
        reading.allows.extend(self.allows);
    }

    /// Notes the site of a literal, if it is asked for.
    pub(super) fn literal(&mut self, span: Span) {
        let start = self.base + span.byte_range().start;
        if self.wanted.binary_search(&start).is_ok() {
            self.sites.push((start, self.scope.site()));
        }
    }

    /// Does `inner` under one more name.
    pub(super) fn named(&mut self, kind: NameKind, text: impl Into<String>, inner: impl FnOnce(&mut Self)) {
        let depth = self.scope.depth();
        self.scope.push(kind, text);
        inner(self);
        self.scope.truncate(depth);
    }

    fn folder(&self) -> Folder<'_> {
        Folder::with_locals(self.base, self.consts, &self.locals)
    }

    /// Notes a value that is put together here, if it could be a credential.
    fn composite(&mut self, value: &Folded) {
        let is_candidate = value.is_composite()
            && value.parts.iter().any(|part| prefilter::is_piece(&value.bytes[part.covers.clone()]));
        if is_candidate {
            self.folded.push(Literal {
                value: nosecrets_core::Sensitive::new(value.bytes.clone()),
                span: value.parts[0].span.clone(),
                parts: value.parts.clone(),
                origin: Origin::Folded,
                site: self.scope.site(),
            });
        }
    }

    /// Walks an expression that may be a folded value.
    fn fold_or_walk(&mut self, expr: &Expr, walk: impl FnOnce(&mut Self)) {
        let was_inside = self.inside_folded;
        if !was_inside && is_composite_shape(expr) {
            if let Some(value) = self.folder().fold(expr) {
                self.composite(&value);
                self.inside_folded = true;
            }
        }
        walk(self);
        self.inside_folded = was_inside;
    }

    /// Walks the arguments of a call. The first argument of several, if it is
    /// a text or a constant, may name the others.
    fn call_arguments<'e>(&mut self, arguments: impl Iterator<Item = &'e Expr>) {
        let depth = self.scope.depth();
        for (at, argument) in arguments.enumerate() {
            self.visit_expr(argument);
            if at == 0 {
                self.push_key(argument);
            }
        }
        self.scope.truncate(depth);
    }

    /// Takes the text of an expression as words that are near.
    fn push_key(&mut self, expr: &Expr) {
        if let Some(text) = key_text(expr) {
            self.scope.push_words(text);
        }
    }

    /// Keeps the value of `let name = …` and of local constants.
    fn remember(&mut self, name: &str, value: Option<Folded>) {
        match value {
            Some(value) => self.locals.insert(name.to_owned(), value),
            None => self.locals.remove(name),
        };
    }

    /// `text.push_str("…")`, `text.push('…')` and `text += "…"` lengthen a
    /// variable; what it holds is looked at when its block ends.
    fn lengthen(&mut self, expr: &Expr) {
        let (target, value) = match expr {
            Expr::MethodCall(call) if call.method == "push_str" || call.method == "push" => {
                (&*call.receiver, call.args.first())
            }
            Expr::Binary(binary) if matches!(binary.op, BinOp::AddAssign(_)) => (&*binary.left, Some(&*binary.right)),
            _ => return,
        };
        let (Some(name), Some(value)) = (variable(target), value) else { return };
        let more = self.folder().fold(value);
        if let Some(mut whole) = self.locals.remove(&name) {
            if more.is_some_and(|more| whole.append(more)) {
                self.locals.insert(name.clone(), whole);
                self.lengthened.insert(name);
            }
        }
    }
}

impl<'ast> Visit<'ast> for Walker<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let attributes = attributes_of(item);
        let is_test = attributes.iter().any(is_test);
        self.allows.extend(allow::of_item(item, attributes, self.base));
        if is_test {
            self.scope.enter_test();
        }
        visit::visit_item(self, item);
        if is_test {
            self.scope.leave_test();
        }
    }

    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        let name = item.ident.to_string();
        let value = self.folder().fold(&item.expr);
        self.remember(&name, value);
        self.named(NameKind::Const, name, |walker| visit::visit_item_const(walker, item));
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        self.named(NameKind::Static, item.ident.to_string(), |walker| visit::visit_item_static(walker, item));
    }

    fn visit_impl_item_const(&mut self, item: &'ast syn::ImplItemConst) {
        self.named(NameKind::Const, item.ident.to_string(), |walker| visit::visit_impl_item_const(walker, item));
    }

    fn visit_trait_item_const(&mut self, item: &'ast syn::TraitItemConst) {
        self.named(NameKind::Const, item.ident.to_string(), |walker| visit::visit_trait_item_const(walker, item));
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        let name = item.sig.ident.to_string();
        self.named(NameKind::Function, name, |walker| visit::visit_item_fn(walker, item));
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        let name = item.sig.ident.to_string();
        self.named(NameKind::Function, name, |walker| visit::visit_impl_item_fn(walker, item));
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.named(NameKind::Module, item.ident.to_string(), |walker| visit::visit_item_mod(walker, item));
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let name = type_name(&item.self_ty).unwrap_or_default();
        self.named(NameKind::Type, name, |walker| visit::visit_item_impl(walker, item));
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.named(NameKind::Type, item.ident.to_string(), |walker| visit::visit_item_struct(walker, item));
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.named(NameKind::Type, item.ident.to_string(), |walker| visit::visit_item_enum(walker, item));
    }

    fn visit_variant(&mut self, variant: &'ast syn::Variant) {
        self.named(NameKind::Field, variant.ident.to_string(), |walker| visit::visit_variant(walker, variant));
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
        self.named(NameKind::Field, name, |walker| visit::visit_field(walker, field));
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        // Documentation is a comment to us, found and read as one.
        if attribute.path().is_ident("doc") && !matches!(&attribute.meta, syn::Meta::NameValue(_)) {
            return;
        }
        let name = path_text(attribute.path());
        self.named(NameKind::Attribute, name, |walker| match &attribute.meta {
            syn::Meta::List(list) => tokens::walk(walker, list.tokens.clone()),
            other => visit::visit_meta(walker, other),
        });
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        let outer = self.locals.clone();
        visit::visit_block(self, block);
        let inner = std::mem::replace(&mut self.locals, outer);
        for (name, value) in inner {
            // What was put together in this block ends with it.
            if self.lengthened.contains(&name) && self.locals.get(&name) != Some(&value) {
                self.named(NameKind::Binding, name, |walker| walker.composite(&value));
            }
        }
    }

    fn visit_stmt(&mut self, statement: &'ast Stmt) {
        if let Stmt::Expr(expr, _) = statement {
            self.lengthen(expr);
        }
        visit::visit_stmt(self, statement);
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        let names = pattern_names(&local.pat);
        let depth = self.scope.depth();
        for name in &names {
            self.scope.push(NameKind::Binding, name);
        }
        visit::visit_local(self, local);
        self.scope.truncate(depth);
        if let [name] = &names[..] {
            let value = local.init.as_ref().and_then(|init| self.folder().fold(&init.expr));
            self.remember(name, value);
        }
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        let depth = self.scope.depth();
        if let Some(text) = pattern_key(&arm.pat) {
            self.scope.push_words(text);
        }
        visit::visit_arm(self, arm);
        self.scope.truncate(depth);
    }

    fn visit_field_value(&mut self, field: &'ast syn::FieldValue) {
        let name = match &field.member {
            syn::Member::Named(name) => name.to_string(),
            syn::Member::Unnamed(_) => String::new(),
        };
        self.named(NameKind::Field, name, |walker| visit::visit_field_value(walker, field));
    }

    fn visit_expr_struct(&mut self, expr: &'ast syn::ExprStruct) {
        self.named(NameKind::Type, path_text(&expr.path), |walker| visit::visit_expr_struct(walker, expr));
    }

    fn visit_expr_assign(&mut self, expr: &'ast syn::ExprAssign) {
        match target_name(&expr.left) {
            Some((kind, name)) => self.named(kind, name, |walker| visit::visit_expr_assign(walker, expr)),
            None => visit::visit_expr_assign(self, expr),
        }
    }

    fn visit_expr_match(&mut self, expr: &'ast syn::ExprMatch) {
        let depth = self.scope.depth();
        for name in variables_read(&expr.expr) {
            self.scope.push(NameKind::Key, name);
        }
        visit::visit_expr_match(self, expr);
        self.scope.truncate(depth);
    }

    fn visit_expr_if(&mut self, expr: &'ast syn::ExprIf) {
        let depth = self.scope.depth();
        if let Expr::Let(condition) = &*expr.cond {
            for name in variables_read(&condition.expr) {
                self.scope.push(NameKind::Key, name);
            }
        }
        visit::visit_expr_if(self, expr);
        self.scope.truncate(depth);
    }

    fn visit_expr_tuple(&mut self, expr: &'ast syn::ExprTuple) {
        self.call_arguments(expr.elems.iter());
    }

    fn visit_expr_call(&mut self, expr: &'ast syn::ExprCall) {
        self.visit_expr(&expr.func);
        let name = callee(&expr.func);
        self.named(NameKind::Callee, name, |walker| walker.call_arguments(expr.args.iter()));
    }

    fn visit_expr_method_call(&mut self, expr: &'ast syn::ExprMethodCall) {
        self.visit_expr(&expr.receiver);
        let depth = self.scope.depth();
        let root = callee(&expr.receiver);
        let dot = if root.is_empty() { "" } else { "." };
        self.scope.push(NameKind::Callee, format!("{root}{dot}{}", expr.method));
        for name in variables_read(&expr.receiver) {
            self.scope.push(NameKind::Key, name);
        }
        self.call_arguments(expr.args.iter());
        self.scope.truncate(depth);
    }

    fn visit_expr_binary(&mut self, expr: &'ast syn::ExprBinary) {
        let other = match expr.op {
            BinOp::Eq(_) | BinOp::Ne(_) => target_name(&expr.left).or_else(|| target_name(&expr.right)),
            BinOp::AddAssign(_) => target_name(&expr.left),
            _ => None,
        };
        match other {
            Some((kind, name)) => self.named(kind, name, |walker| visit::visit_expr_binary(walker, expr)),
            None => visit::visit_expr_binary(self, expr),
        }
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        self.fold_or_walk(expr, |walker| visit::visit_expr(walker, expr));
    }

    fn visit_expr_array(&mut self, expr: &'ast syn::ExprArray) {
        self.literal(expr.bracket_token.span.open());
        visit::visit_expr_array(self, expr);
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        let name = path_text(&mac.path);
        let open = mac.delimiter.span().open();
        self.named(NameKind::Macro, name, |walker| {
            walker.literal(open);
            match fold::arguments(mac) {
                Some(arguments) => arguments.iter().for_each(|argument| walker.visit_expr(argument)),
                None => tokens::walk(walker, mac.tokens.clone()),
            }
        });
    }

    fn visit_lit(&mut self, lit: &'ast Lit) {
        self.literal(lit.span());
    }
}

/// Whether an expression puts several values together.
fn is_composite_shape(expr: &Expr) -> bool {
    match expr {
        Expr::Binary(binary) => matches!(binary.op, BinOp::Add(_)),
        Expr::MethodCall(call) => call.method == "concat" || call.method == "join",
        Expr::Macro(expr) => expr
            .mac
            .path
            .segments
            .last()
            .is_some_and(|segment| ["concat", "format", "format_args"].iter().any(|name| segment.ident == name)),
        _ => false,
    }
}

/// `#[test]` and its like, `#[cfg(test)]`, `#[bench]`.
fn is_test(attribute: &Attribute) -> bool {
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

fn type_name(ty: &syn::Type) -> Option<String> {
    match ty {
        syn::Type::Path(path) => Some(path_text(&path.path)),
        syn::Type::Reference(inner) => type_name(&inner.elem),
        _ => None,
    }
}

fn pattern_names(pattern: &Pat) -> Vec<String> {
    match pattern {
        Pat::Ident(ident) => vec![ident.ident.to_string()],
        Pat::Type(typed) => pattern_names(&typed.pat),
        Pat::Reference(inner) => pattern_names(&inner.pat),
        Pat::Tuple(tuple) => tuple.elems.iter().flat_map(pattern_names).collect(),
        _ => Vec::new(),
    }
}

/// The text that a match arm compares with.
fn pattern_key(pattern: &Pat) -> Option<String> {
    match pattern {
        Pat::Lit(lit) => key_of_lit(&lit.lit),
        Pat::Path(path) => Some(path_text(&path.path)),
        _ => None,
    }
}

/// The name of a variable, if the expression is one.
fn variable(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        Expr::Reference(inner) => variable(&inner.expr),
        Expr::Paren(inner) => variable(&inner.expr),
        _ => None,
    }
}

/// What is assigned to or compared with.
fn target_name(expr: &Expr) -> Option<(NameKind, String)> {
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
fn callee(expr: &Expr) -> String {
    match expr {
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
fn variables_read(expr: &Expr) -> Vec<String> {
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
fn key_text(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(lit) => key_of_lit(&lit.lit),
        Expr::Path(path) => Some(path_text(&path.path)),
        Expr::Reference(inner) => key_text(&inner.expr),
        Expr::MethodCall(call) => key_text(&call.receiver),
        _ => None,
    }
}

fn key_of_lit(lit: &Lit) -> Option<String> {
    match lit {
        Lit::Str(text) => Some(text.value()).filter(|text| text.len() <= 64),
        _ => None,
    }
}
