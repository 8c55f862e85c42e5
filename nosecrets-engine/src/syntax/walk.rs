//! Walks the tree of an item, keeping track of the names around each literal.

use syn::visit::{self, Visit};
use syn::{Attribute, BinOp, Expr, Lit, Stmt};

use super::attributes::{attributes_of, attributes_of_impl_item};
use super::fold::{self, path_text};
use super::names::{callee, pattern_key, pattern_names, target_name, type_name};
use super::{allow, attributes, tokens, user};
use crate::literal::NameKind;
use crate::rules::vocabulary::FALLBACK_METHODS;

use super::walker::Walker;
impl<'ast> Visit<'ast> for Walker<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let attributes = attributes_of(item);
        self.allows.extend(allow::of_item(item, attributes, self.base));
        self.perhaps_test(attributes, |walker| visit::visit_item(walker, item));
    }

    fn visit_impl_item(&mut self, item: &'ast syn::ImplItem) {
        self.perhaps_test(attributes_of_impl_item(item), |walker| visit::visit_impl_item(walker, item));
    }

    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        let name = item.ident.to_string();
        let value = self.folder().fold(&item.expr);
        self.remember(&name, value);
        self.named(NameKind::Const, name, |walker| {
            walker.report_named(&item.expr);
            visit::visit_item_const(walker, item);
        });
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        self.named(NameKind::Static, item.ident.to_string(), |walker| {
            walker.report_named(&item.expr);
            visit::visit_item_static(walker, item);
        });
    }

    fn visit_impl_item_const(&mut self, item: &'ast syn::ImplItemConst) {
        self.named(NameKind::Const, item.ident.to_string(), |walker| {
            walker.report_named(&item.expr);
            visit::visit_impl_item_const(walker, item);
        });
    }

    fn visit_trait_item_const(&mut self, item: &'ast syn::TraitItemConst) {
        self.named(NameKind::Const, item.ident.to_string(), |walker| visit::visit_trait_item_const(walker, item));
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.named(NameKind::Function, item.sig.ident.to_string(), |walker| {
            walker.report_returned(&item.block);
            walker.report_instrumented(&item.attrs, &item.sig);
            walker.in_function(|walker| walker.function(&item.sig, |walker| visit::visit_item_fn(walker, item)));
        });
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.named(NameKind::Function, item.sig.ident.to_string(), |walker| {
            walker.report_returned(&item.block);
            walker.report_instrumented(&item.attrs, &item.sig);
            walker.in_function(|walker| walker.function(&item.sig, |walker| visit::visit_impl_item_fn(walker, item)));
        });
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.named(NameKind::Module, item.ident.to_string(), |walker| visit::visit_item_mod(walker, item));
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let name = type_name(&item.self_ty).unwrap_or_default();
        self.named(NameKind::Type, name, |walker| visit::visit_item_impl(walker, item));
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.named(NameKind::Type, item.ident.to_string(), |walker| {
            walker.report_struct(item);
            visit::visit_item_struct(walker, item);
        });
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.named(NameKind::Type, item.ident.to_string(), |walker| {
            walker.report_enum(item);
            visit::visit_item_enum(walker, item);
        });
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
        // Rules are about code, and an example in documentation is none.
        let wants_events = self.wants_events && name != "doc";
        let outer = std::mem::replace(&mut self.wants_events, wants_events);
        self.named(NameKind::Attribute, name, |walker| match &attribute.meta {
            syn::Meta::List(list) => {
                walker.report_error_text(attribute, list);
                if let Some(variable) = attributes::variable(list.tokens.clone()) {
                    walker.scope.push(NameKind::Key, variable);
                }
                tokens::walk(walker, list.tokens.clone());
            }
            other => visit::visit_meta(walker, other),
        });
        self.wants_events = outer;
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        let outer = self.locals.clone();
        let mark = self.known.mark();
        visit::visit_block(self, block);
        self.known.leave(mark);
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
        let init = local.init.as_ref();
        if let Some(init) = init.filter(|init| init.diverge.is_some()) {
            self.push_variables(&init.expr);
        }
        if let (Some(init), [_]) = (init, &names[..]) {
            self.report_named(&init.expr);
        }
        visit::visit_local(self, local);
        self.scope.truncate(depth);
        if let [name] = &names[..] {
            let text = init.and_then(|init| self.folder().fold(&init.expr));
            self.remember(name, text);
            let values = init.map(|init| self.values(&init.expr)).unwrap_or_default();
            self.known.declare(name, values);
            self.note_maker(local);
            self.note_header_value(name, init.map(|init| &*init.expr));
        } else {
            self.shadow(&local.pat);
        }
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        let depth = self.scope.depth();
        let mark = self.known.mark();
        if let Some(text) = pattern_key(&arm.pat) {
            self.scope.push_words(text);
        }
        self.shadow(&arm.pat);
        visit::visit_arm(self, arm);
        self.known.leave(mark);
        self.scope.truncate(depth);
    }

    fn visit_field_value(&mut self, field: &'ast syn::FieldValue) {
        let name = match &field.member {
            syn::Member::Named(name) => name.to_string(),
            syn::Member::Unnamed(_) => String::new(),
        };
        let values = self.values(&field.expr);
        self.known.field(&name, values);
        self.named(NameKind::Field, name, |walker| {
            walker.report_named(&field.expr);
            visit::visit_field_value(walker, field);
        });
    }

    fn visit_expr_struct(&mut self, expr: &'ast syn::ExprStruct) {
        let outer = std::mem::replace(&mut self.user, user::of_struct(expr, self.base));
        self.named(NameKind::Type, path_text(&expr.path), |walker| visit::visit_expr_struct(walker, expr));
        self.user = outer;
    }

    fn visit_expr_assign(&mut self, expr: &'ast syn::ExprAssign) {
        match target_name(&expr.left) {
            Some((kind, name)) => {
                self.assigned(expr);
                self.named(kind, name, |walker| {
                    walker.report_named(&expr.right);
                    visit::visit_expr_assign(walker, expr);
                });
            }
            None => visit::visit_expr_assign(self, expr),
        }
    }

    fn visit_expr_match(&mut self, expr: &'ast syn::ExprMatch) {
        let depth = self.scope.depth();
        if self.push_variables(&expr.expr) {
            expr.arms.iter().for_each(|arm| self.report_fallback(&arm.body));
        }
        self.report_matched(expr);
        visit::visit_expr_match(self, expr);
        self.scope.truncate(depth);
    }

    fn visit_expr_if(&mut self, expr: &'ast syn::ExprIf) {
        let depth = self.scope.depth();
        if let Expr::Let(condition) = &*expr.cond
            && self.push_variables(&condition.expr)
        {
            expr.else_branch.iter().for_each(|(_, other)| self.report_fallback(other));
        }
        visit::visit_expr_if(self, expr);
        self.scope.truncate(depth);
    }

    fn visit_expr_tuple(&mut self, expr: &'ast syn::ExprTuple) {
        self.report_pair(expr);
        self.call_arguments(expr.elems.iter());
    }

    fn visit_expr_call(&mut self, expr: &'ast syn::ExprCall) {
        self.report_call(expr);
        self.visit_expr(&expr.func);
        let name = callee(&expr.func);
        self.named(NameKind::Callee, name, |walker| walker.call_arguments(expr.args.iter()));
    }

    fn visit_expr_method_call(&mut self, expr: &'ast syn::ExprMethodCall) {
        self.report_method(expr);
        if let ("eq" | "ne" | "eq_ignore_ascii_case", Some(other)) =
            (expr.method.to_string().as_str(), expr.args.first())
        {
            self.report_compared(&expr.receiver, other);
        }
        self.note_header(expr);
        self.visit_expr(&expr.receiver);
        let depth = self.scope.depth();
        let root = callee(&expr.receiver);
        let dot = if root.is_empty() { "" } else { "." };
        self.scope.push(NameKind::Callee, format!("{root}{dot}{}", expr.method));
        if self.push_variables(&expr.receiver) && FALLBACK_METHODS.contains(&expr.method.to_string().as_str()) {
            expr.args.iter().take(1).for_each(|argument| self.report_fallback(argument));
        }
        self.call_arguments(expr.args.iter());
        self.scope.truncate(depth);
        self.forget_changed(expr);
    }

    fn visit_expr_binary(&mut self, expr: &'ast syn::ExprBinary) {
        if matches!(expr.op, BinOp::Eq(_) | BinOp::Ne(_)) {
            self.report_compared(&expr.left, &expr.right);
        }
        let other = match expr.op {
            BinOp::Eq(_) | BinOp::Ne(_) => target_name(&expr.left).or_else(|| target_name(&expr.right)),
            BinOp::AddAssign(_) => target_name(&expr.left),
            _ => None,
        };
        match other {
            Some((kind, name)) => self.named(kind, name, |walker| visit::visit_expr_binary(walker, expr)),
            None => visit::visit_expr_binary(self, expr),
        }
        self.forget_computed(expr);
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        self.scoped(expr, |walker| walker.fold_or_walk(expr, |walker| visit::visit_expr(walker, expr)));
    }

    fn visit_expr_let(&mut self, expr: &'ast syn::ExprLet) {
        visit::visit_expr_let(self, expr);
        self.shadow(&expr.pat);
    }

    fn visit_expr_reference(&mut self, expr: &'ast syn::ExprReference) {
        visit::visit_expr_reference(self, expr);
        self.forget_lent(expr);
    }

    fn visit_expr_array(&mut self, expr: &'ast syn::ExprArray) {
        self.literal(expr.bracket_token.span.open());
        visit::visit_expr_array(self, expr);
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        let name = path_text(&mac.path);
        let open = mac.delimiter.span().open();
        self.report_macro(mac);
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
        if let Lit::Str(text) = lit {
            self.report_entries(text);
        }
    }
}
