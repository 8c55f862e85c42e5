//! The values that an expression may have: literals that reach it through
//! variables, constants, fields, branches and fallbacks.

use std::collections::{HashMap, HashSet};

use syn::{BinOp, Block, Expr, ExprCall, ExprMethodCall, Lit, Stmt, UnOp};

use super::consts::Consts;
use super::fold::{self, Folded, Folder, Locals, path_text};
use crate::event::{Form, Value};
use crate::literal::Part;
use crate::rules::vocabulary::{
    FALLBACK_METHODS, MAPPING_FALLBACKS, OBFUSCATING_MACROS, is_joining_macro, is_path_to, keeps_value,
};

/// The most values that are followed for one expression.
const MAX_VALUES: usize = 8;

/// The longest array that is written out for `[x; n]`, in bytes.
const MAX_REPEAT: usize = 4096;

/// Values of variables and fields that are known at a place.
#[derive(Clone, Default)]
pub(super) struct Known {
    variables: HashMap<String, Vec<Value>>,
    /// What the names meant that were declared since, the latest last.
    shadowed: Vec<(String, Option<Vec<Value>>)>,
    /// Values that a field of that name is given, wherever it is built.
    fields: HashMap<String, Vec<Value>>,
    /// Fields that some code changes.
    changed_fields: HashSet<String>,
}

impl Known {
    /// A variable gets a value, or one that is not known.
    pub(super) fn assign(&mut self, name: &str, values: Vec<Value>) {
        if values.is_empty() {
            self.variables.remove(name);
        } else {
            self.variables.insert(name.to_owned(), values);
        }
    }

    /// A variable of that name is declared.
    pub(super) fn declare(&mut self, name: &str, values: Vec<Value>) {
        self.shadowed.push((name.to_owned(), self.variables.get(name).cloned()));
        self.assign(name, values);
    }

    /// A place to come back to.
    pub(super) fn mark(&self) -> usize {
        self.shadowed.len()
    }

    /// The names declared since the mark mean what they meant before.
    pub(super) fn leave(&mut self, mark: usize) {
        while self.shadowed.len() > mark
            && let Some((name, values)) = self.shadowed.pop()
        {
            self.assign(&name, values.unwrap_or_default());
        }
    }

    /// All variables, to be set again.
    pub(super) fn take_variables(&mut self) -> HashMap<String, Vec<Value>> {
        std::mem::take(&mut self.variables)
    }

    /// Sets what was taken.
    pub(super) fn set_variables(&mut self, variables: HashMap<String, Vec<Value>>) {
        self.variables = variables;
    }

    /// Some code changes these fields, so what they are built with says nothing.
    pub(super) fn set_changed_fields(&mut self, fields: HashSet<String>) {
        self.changed_fields = fields;
    }

    /// A variable may have been changed.
    pub(super) fn forget(&mut self, name: &str) {
        self.variables.remove(name);
    }

    /// A field is given a value when its struct is built.
    pub(super) fn field(&mut self, name: &str, values: Vec<Value>) {
        if self.changed_fields.contains(name) {
            return;
        }
        // What is set in more than one place is not known.
        self.fields.entry(name.to_owned()).and_modify(Vec::clear).or_insert(values);
    }
}

/// Finds the values of expressions.
pub(super) struct Flow<'a> {
    pub(super) base: usize,
    pub(super) consts: &'a Consts<'a>,
    pub(super) locals: &'a Locals,
    pub(super) known: &'a Known,
}

/// Functions that make something else of a value that still is that value: when
/// it is first used, or as what is sent.
const MAKERS: &[&str] = &[
    "Lazy::new",
    "LazyLock::new",
    "LazyCell::new",
    "HeaderValue::from_static",
    "HeaderValue::from_str",
    "MetadataValue::from_static",
];

fn is_maker(path: &str) -> bool {
    MAKERS.iter().any(|maker| is_path_to(path, maker))
}

/// Functions that decode a text, by their last part and the one before it.
const DECODERS: &[&str] = &["hex::decode", "base64::decode", "hex::decode_to_slice", "decode_hex"];

/// Types that are arrays, and what makes them of a slice.
const ARRAYS: &[&str] = &["Array", "GenericArray", "Iv", "Key", "Nonce", "XNonce"];
const CONVERSIONS: &[&str] =
    &["clone_from_slice", "from", "from_mut_slice", "from_slice", "try_from", "try_from_mut_slice", "try_from_slice"];

impl Flow<'_> {
    /// The values that an expression may have, as far as literals give them.
    pub(super) fn values(&self, expr: &Expr) -> Vec<Value> {
        let mut values = self.of(expr);
        values.truncate(MAX_VALUES);
        values
    }

    fn of(&self, expr: &Expr) -> Vec<Value> {
        match expr {
            Expr::Lit(lit) => self.literal(&lit.lit).into_iter().collect(),
            Expr::Array(_) => self.folded(expr, Form::Bytes),
            Expr::Repeat(repeat) => self.repeated(&repeat.expr, &repeat.len, expr),
            Expr::Paren(inner) => self.of(&inner.expr),
            Expr::Group(inner) => self.of(&inner.expr),
            Expr::Reference(inner) => self.of(&inner.expr),
            Expr::Unary(inner) if matches!(inner.op, UnOp::Deref(_)) => self.of(&inner.expr),
            Expr::Try(inner) => self.of(&inner.expr),
            Expr::Await(inner) => self.of(&inner.base),
            Expr::Cast(inner) => self.of(&inner.expr),
            Expr::Index(index) if matches!(*index.index, Expr::Range(_)) => self.of(&index.expr),
            Expr::Block(block) => self.block(&block.block),
            Expr::Unsafe(block) => self.block(&block.block),
            Expr::Const(block) => self.block(&block.block),
            Expr::If(branch) => {
                let mut values = self.block(&branch.then_branch);
                values.extend(branch.else_branch.iter().flat_map(|(_, other)| self.of(other)));
                values
            }
            Expr::Match(branches) => branches.arms.iter().flat_map(|arm| self.of(&arm.body)).collect(),
            Expr::Closure(closure) => self.of(&closure.body),
            Expr::Path(path) => self.path(&path.path),
            Expr::Field(field) if is_aligned(&field.base) => self.of(&field.base),
            Expr::Field(field) => self.field(&field.member),
            Expr::Call(call) => self.call(call),
            Expr::MethodCall(call) => self.method(call),
            Expr::Macro(mac) => self.macro_call(expr, &mac.mac),
            Expr::Binary(binary) if matches!(binary.op, BinOp::Add(_)) => self.folded(expr, Form::Text),
            _ => Vec::new(),
        }
    }

    fn folder(&self) -> Folder<'_> {
        Folder::with_locals(self.base, self.consts, self.locals)
    }

    fn folded(&self, expr: &Expr, form: Form) -> Vec<Value> {
        self.folder().fold(expr).map(|folded| value(folded, form)).into_iter().collect()
    }

    fn literal(&self, lit: &Lit) -> Option<Value> {
        let form = match lit {
            Lit::Str(_) | Lit::CStr(_) => Form::Text,
            Lit::ByteStr(_) => Form::Bytes,
            Lit::Int(number) => {
                let bytes = number.base10_digits().as_bytes().to_vec();
                return Some(value(self.leaf(bytes, lit.span()), Form::Number));
            }
            _ => return None,
        };
        let expr = Expr::Lit(syn::ExprLit { attrs: Vec::new(), lit: lit.clone() });
        self.folder().fold(&expr).map(|folded| value(folded, form))
    }

    fn leaf(&self, bytes: Vec<u8>, span: proc_macro2::Span) -> Folded {
        let range = span.byte_range();
        let span = range.start + self.base..range.end + self.base;
        Folded { parts: vec![Part { span, covers: 0..bytes.len() }], bytes }
    }

    /// `[x; n]`.
    fn repeated(&self, element: &Expr, len: &Expr, whole: &Expr) -> Vec<Value> {
        let Some(byte) = number(element).and_then(|byte| u8::try_from(byte).ok()) else { return Vec::new() };
        // An unknown length is taken for that of a common key.
        let len = number(len).unwrap_or(32).min(MAX_REPEAT as u64) as usize;
        let span = syn::spanned::Spanned::span(whole);
        vec![value(self.leaf(vec![byte; len], span), Form::Repeated)]
    }

    fn block(&self, block: &Block) -> Vec<Value> {
        match block.stmts.last() {
            Some(Stmt::Expr(expr, None)) => self.of(expr),
            _ => Vec::new(),
        }
    }

    fn path(&self, path: &syn::Path) -> Vec<Value> {
        let local = path.get_ident().and_then(|name| self.known.variables.get(&name.to_string()));
        if let Some(values) = local {
            return indirect(values.clone());
        }
        let name = path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        let values = self.consts.values(&name);
        if !values.is_empty() {
            return indirect(values);
        }
        let values = self.consts.values_elsewhere(&path_text(path));
        indirect(values.into_iter().map(|value| self.seen_from(value, path)).collect())
    }

    /// A value of another file, as if it stood where its name stands here.
    fn seen_from(&self, value: Value, path: &syn::Path) -> Value {
        let leaf = self.leaf(value.bytes.clone(), syn::spanned::Spanned::span(path));
        Value { parts: leaf.parts, ..value }
    }

    fn field(&self, member: &syn::Member) -> Vec<Value> {
        let syn::Member::Named(name) = member else { return Vec::new() };
        indirect(self.known.fields.get(&name.to_string()).cloned().unwrap_or_default())
    }

    fn call(&self, call: &ExprCall) -> Vec<Value> {
        let Expr::Path(function) = &*call.func else { return Vec::new() };
        let path = path_text(&function.path);
        if path.ends_with("mem::zeroed") || path == "zeroed" {
            let span = syn::spanned::Spanned::span(call);
            return vec![value(self.leaf(vec![0; 32], span), Form::Repeated)];
        }
        let Some(first) = call.args.first() else { return Vec::new() };
        if DECODERS.iter().any(|decoder| is_path_to(&path, decoder)) {
            return decoded(self.of(first));
        }
        if fold::is_wrapper(&path) || is_maker(&path) || is_conversion(&path) { self.of(first) } else { Vec::new() }
    }

    fn method(&self, call: &ExprMethodCall) -> Vec<Value> {
        let name = call.method.to_string();
        let name = name.as_str();
        let first = call.args.first();
        match (name, first) {
            (name, Some(first)) if MAPPING_FALLBACKS.contains(&name) => fallback(self.of(first)),
            (name, Some(first)) if FALLBACK_METHODS.contains(&name) => {
                let mut values = self.of(&call.receiver);
                values.extend(fallback(self.of(first)));
                values
            }
            // `STANDARD.decode("…")`
            ("decode", Some(first)) => decoded(self.of(first)),
            ("concat" | "join", _) => {
                let whole = Expr::MethodCall(call.clone());
                self.folded(&whole, Form::Text)
            }
            (name, _) if keeps_value(name) => self.of(&call.receiver),
            _ => Vec::new(),
        }
    }

    fn macro_call(&self, whole: &Expr, mac: &syn::Macro) -> Vec<Value> {
        let name = mac.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        match name.as_str() {
            name if is_joining_macro(name) || OBFUSCATING_MACROS.contains(&name) => self.folded(whole, Form::Text),
            "vec" => match mac.parse_body::<Expr>().is_ok() || fold::arguments(mac).is_some() {
                true => self.folded(whole, Form::Bytes),
                false => self.vec_repeat(mac, whole),
            },
            "hex" => fold::arguments(mac)
                .and_then(|all| all.first().map(|first| decoded(self.of(first))))
                .unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// `vec![x; n]`.
    fn vec_repeat(&self, mac: &syn::Macro, whole: &Expr) -> Vec<Value> {
        let array = proc_macro2::Group::new(proc_macro2::Delimiter::Bracket, mac.tokens.clone());
        let stream = proc_macro2::TokenStream::from(proc_macro2::TokenTree::Group(array));
        match syn::parse2::<Expr>(stream) {
            Ok(Expr::Repeat(repeat)) => self.repeated(&repeat.expr, &repeat.len, whole),
            _ => Vec::new(),
        }
    }
}

/// Whether it is the slices of `align_to`, of which the one in the middle is meant.
fn is_aligned(expr: &Expr) -> bool {
    matches!(expr, Expr::MethodCall(call) if call.method == "align_to")
}

/// Whether a function only makes an array of `generic-array` or `hybrid-array`.
fn is_conversion(path: &str) -> bool {
    let mut parts = path.rsplit("::");
    let (name, ty) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    CONVERSIONS.contains(&name) && ARRAYS.contains(&ty)
}

fn value(folded: Folded, form: Form) -> Value {
    let Folded { bytes, parts } = folded;
    Value { bytes, parts, form, is_fallback: false, is_indirect: false }
}

/// The value of a constant.
pub(super) fn of_constant(folded: Folded, is_bytes: bool) -> Value {
    value(folded, if is_bytes { Form::Bytes } else { Form::Text })
}

fn number(expr: &Expr) -> Option<u64> {
    match expr {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Int(number) => number.base10_parse().ok(),
            Lit::Byte(byte) => Some(byte.value().into()),
            _ => None,
        },
        Expr::Paren(inner) => number(&inner.expr),
        Expr::Group(inner) => number(&inner.expr),
        Expr::Cast(inner) => number(&inner.expr),
        _ => None,
    }
}

fn indirect(mut values: Vec<Value>) -> Vec<Value> {
    values.iter_mut().for_each(|value| value.is_indirect = true);
    values
}

fn fallback(mut values: Vec<Value>) -> Vec<Value> {
    values.iter_mut().for_each(|value| value.is_fallback = true);
    values
}

/// The bytes that texts spell; a text that spells none is left out.
fn decoded(values: Vec<Value>) -> Vec<Value> {
    use nosecrets_detectors::encoding;
    let decode = |mut value: Value| {
        let text: Vec<u8> = value.bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
        value.bytes = encoding::hex(&text).or_else(|| encoding::base64(&text))?;
        value.form = Form::Decoded;
        let whole = 0..value.bytes.len();
        value.parts.iter_mut().for_each(|part| part.covers = whole.clone());
        Some(value)
    };
    values.into_iter().filter_map(decode).collect()
}
