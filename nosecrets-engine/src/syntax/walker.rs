//! What a walk through the code keeps: names, values, and what it has found.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use proc_macro2::{Span, TokenStream};
use syn::visit::Visit;
use syn::{Attribute, BinOp, Expr};

use super::attributes::is_test;
use super::changes::Changes;
use super::consts::Consts;
use super::flow::Known;
use super::fold::{Folded, Folder, Locals, is_composite_shape};
use super::names::{key_text, variable, variables_read};
use super::scope::Scope;
use super::shown::Shown;
use super::uses::Uses;
use super::{Chosen, Reading, allow, tokens};
use crate::detectors::Detectors;
use crate::event::Event;
use crate::literal::{Literal, NameKind, Origin, Site};
use crate::prefilter;

/// Walks one item.
pub(super) struct Walker<'a> {
    /// Where the item's text begins in the file.
    pub(super) base: usize,
    /// Offsets of the literals whose sites are asked for, sorted.
    pub(super) wanted: &'a [usize],
    pub(super) consts: &'a Consts<'a>,
    /// Imports of the file.
    pub(super) uses: &'a Uses,
    /// Those that a value that is put together could be for.
    detectors: Detectors,
    /// Whether the item's events are asked for.
    pub(super) wants_events: bool,
    pub(super) scope: Scope,
    /// Texts of the variables of the enclosing blocks.
    pub(super) locals: Locals,
    /// Values of variables and fields, for the rules.
    pub(super) known: Known,
    /// What made each variable: a path, resolved.
    pub(super) makers: HashMap<String, String>,
    pub(super) events: Vec<Event>,
    /// Whether the function marks the value of a header as secret.
    pub(super) marks_headers: bool,
    /// Variables that are values of headers, and what they are made of.
    pub(super) header_values: HashMap<String, Shown>,
    /// The name of a user in the struct literal around.
    pub(super) user: Option<Range<usize>>,
    /// Variables to which something was appended.
    pub(super) lengthened: HashSet<String>,
    pub(super) sites: Vec<(usize, Site)>,
    pub(super) folded: Vec<Literal>,
    pub(super) allows: Vec<allow::Allow>,
    /// Whether the walk is inside a value that has been folded already.
    pub(super) inside_folded: bool,
}

impl<'a> Walker<'a> {
    pub(super) fn new(
        item: &Chosen,
        wanted: &'a [usize],
        consts: &'a Consts<'a>,
        uses: &'a Uses,
        detectors: Detectors,
    ) -> Walker<'a> {
        Walker {
            base: item.range.start,
            wanted,
            consts,
            uses,
            detectors,
            wants_events: item.wants_events,
            scope: Scope::default(),
            locals: HashMap::new(),
            known: Known::default(),
            makers: HashMap::new(),
            events: Vec::new(),
            marks_headers: false,
            header_values: HashMap::new(),
            user: None,
            lengthened: HashSet::new(),
            sites: Vec::new(),
            folded: Vec::new(),
            allows: Vec::new(),
            inside_folded: false,
        }
    }

    /// Whether events are asked for.
    pub(super) fn reports(&self) -> bool {
        self.wants_events
    }

    pub(super) fn file(&mut self, file: &syn::File) {
        if self.reports() {
            self.known.set_changed_fields(Changes::of_file(file).fields);
        }
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
        reading.events.extend(self.events);
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

    /// Does `inner` as part of a test, if the attributes say that it is one.
    pub(super) fn perhaps_test(&mut self, attributes: &[Attribute], inner: impl FnOnce(&mut Self)) {
        let is_test = attributes.iter().any(is_test);
        if is_test {
            self.scope.enter_test();
        }
        inner(self);
        if is_test {
            self.scope.leave_test();
        }
    }

    pub(super) fn folder(&self) -> Folder<'_> {
        Folder::with_locals(self.base, self.consts, &self.locals)
    }

    /// Notes a value that is put together here, if it could be a credential.
    pub(super) fn composite(&mut self, value: &Folded) {
        let is_candidate = value.is_composite()
            && value.parts.iter().any(|part| prefilter::is_piece(self.detectors, &value.bytes[part.covers.clone()]));
        if is_candidate {
            self.folded.push(Literal {
                value: nosecrets_detectors::Sensitive::new(value.bytes.clone()),
                span: value.parts[0].span.clone(),
                parts: value.parts.clone(),
                origin: Origin::Folded,
                site: self.scope.site(),
            });
        }
    }

    /// Walks an expression that may be a folded value.
    pub(super) fn fold_or_walk(&mut self, expr: &Expr, walk: impl FnOnce(&mut Self)) {
        let was_inside = self.inside_folded;
        if !was_inside
            && is_composite_shape(expr)
            && let Some(value) = self.folder().fold(expr)
        {
            self.composite(&value);
            self.inside_folded = true;
        }
        walk(self);
        self.inside_folded = was_inside;
    }

    /// Walks the arguments of a call. The first argument of several, if it is
    /// a text or a constant, may name the others.
    pub(super) fn call_arguments<'e>(&mut self, arguments: impl Iterator<Item = &'e Expr>) {
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
    pub(super) fn push_key(&mut self, expr: &Expr) {
        if let Some(text) = key_text(expr) {
            self.scope.push_words(text);
        }
    }

    /// Takes the environment variables that an expression reads as names of
    /// what stands in for them.
    ///
    /// Returns whether there are any.
    pub(super) fn push_variables(&mut self, expr: &Expr) -> bool {
        let names = variables_read(expr);
        let found = !names.is_empty();
        for name in names {
            self.scope.push(NameKind::Key, name);
        }
        found
    }

    /// Keeps the value of `let name = …` and of local constants.
    pub(super) fn remember(&mut self, name: &str, value: Option<Folded>) {
        match value {
            Some(value) => self.locals.insert(name.to_owned(), value),
            None => self.locals.remove(name),
        };
    }

    /// `text.push_str("…")`, `text.push('…')` and `text += "…"` lengthen a
    /// variable; what it holds is looked at when its block ends.
    pub(super) fn lengthen(&mut self, expr: &Expr) {
        let (target, value) = match expr {
            Expr::MethodCall(call) if call.method == "push_str" || call.method == "push" => {
                (&*call.receiver, call.args.first())
            }
            Expr::Binary(binary) if matches!(binary.op, BinOp::AddAssign(_)) => (&*binary.left, Some(&*binary.right)),
            _ => return,
        };
        let (Some(name), Some(value)) = (variable(target), value) else { return };
        let more = self.folder().fold(value);
        if let Some(mut whole) = self.locals.remove(&name)
            && more.is_some_and(|more| whole.append(more))
        {
            self.locals.insert(name.clone(), whole);
            self.lengthened.insert(name);
        }
    }
}
