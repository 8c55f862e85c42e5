//! The value of an expression that is made of literals.

use std::collections::HashMap;

use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::{BinOp, Expr, ExprCall, ExprMethodCall, Lit, Macro, Token, UnOp};

use super::consts::Consts;
use super::format;
use crate::literal::Part;
use crate::rules::vocabulary::{OBFUSCATING_MACROS, WRAPPER_FUNCTIONS, is_joining_macro, is_path_to, keeps_literal};

/// The longest value that is put together, in bytes.
const MAX_VALUE: usize = 64 << 10;

/// A value and the literals that it is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Folded {
    pub(super) bytes: Vec<u8>,
    pub(super) parts: Vec<Part>,
}

impl Folded {
    /// Appends another value; false if the result would be too long.
    pub(super) fn append(&mut self, other: Folded) -> bool {
        let shift = self.bytes.len();
        if shift + other.bytes.len() > MAX_VALUE {
            return false;
        }
        self.bytes.extend(other.bytes);
        // A literal that gives nothing is no part: `""` as a separator.
        let parts = other.parts.into_iter().filter(|part| !part.covers.is_empty());
        self.parts.extend(
            parts.map(|part| Part { covers: part.covers.start + shift..part.covers.end + shift, span: part.span }),
        );
        true
    }

    /// Whether it is more than one literal.
    pub(super) fn is_composite(&self) -> bool {
        self.parts.len() > 1
    }

    fn join(parts: impl Iterator<Item = Option<Folded>>, separator: Option<&Folded>) -> Option<Folded> {
        let mut whole = Folded::default();
        for (at, part) in parts.enumerate() {
            let gap = separator.filter(|_| at > 0).cloned().unwrap_or_default();
            if !whole.append(gap) || !whole.append(part?) {
                return None;
            }
        }
        Some(whole)
    }
}

/// Values of the variables of a function, by name.
pub(super) type Locals = HashMap<String, Folded>;

/// Folds the expressions of one item.
pub(super) struct Folder<'a> {
    /// Where the item's text begins in the file.
    base: usize,
    consts: &'a Consts<'a>,
    locals: Option<&'a Locals>,
}

/// Functions that make an empty value, to be lengthened later.
const EMPTY: &[&str] = &["String::new", "String::with_capacity", "String::default", "Vec::new", "Vec::with_capacity"];

impl<'a> Folder<'a> {
    pub(super) fn new(base: usize, consts: &'a Consts<'a>) -> Folder<'a> {
        Folder { base, consts, locals: None }
    }

    pub(super) fn with_locals(base: usize, consts: &'a Consts<'a>, locals: &'a Locals) -> Folder<'a> {
        Folder { base, consts, locals: Some(locals) }
    }

    /// The value of an expression, if it is made of literals alone.
    pub(super) fn fold(&self, expr: &Expr) -> Option<Folded> {
        match expr {
            Expr::Lit(lit) => self.lit(&lit.lit),
            Expr::Paren(inner) => self.fold(&inner.expr),
            Expr::Group(inner) => self.fold(&inner.expr),
            Expr::Reference(inner) => self.fold(&inner.expr),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => self.fold(&unary.expr),
            Expr::Try(inner) => self.fold(&inner.expr),
            Expr::Cast(inner) => self.fold(&inner.expr),
            Expr::Const(block) => self.block(&block.block),
            Expr::Block(block) => self.block(&block.block),
            Expr::Binary(binary) if matches!(binary.op, BinOp::Add(_)) => {
                let mut left = self.fold(&binary.left)?;
                left.append(self.fold(&binary.right)?).then_some(left)
            }
            Expr::Path(path) => self.path(&path.path),
            Expr::Call(call) => self.call(call),
            Expr::MethodCall(call) => self.method(call),
            Expr::Macro(expr) => self.macro_call(&expr.mac),
            Expr::Array(array) => Folded::join(array.elems.iter().map(|element| self.element(element)), None),
            _ => None,
        }
    }

    /// The value of a literal; numbers have one only inside `concat!`.
    fn lit(&self, lit: &Lit) -> Option<Folded> {
        let bytes = match lit {
            Lit::Str(text) => text.value().into_bytes(),
            Lit::ByteStr(bytes) => bytes.value(),
            Lit::CStr(text) => text.value().into_bytes(),
            Lit::Char(c) => c.value().to_string().into_bytes(),
            Lit::Byte(byte) => vec![byte.value()],
            _ => return None,
        };
        Some(self.leaf(bytes, lit.span()))
    }

    fn leaf(&self, bytes: Vec<u8>, span: Span) -> Folded {
        let range = span.byte_range();
        let span = range.start + self.base..range.end + self.base;
        Folded { parts: vec![Part { span, covers: 0..bytes.len() }], bytes }
    }

    /// An element of an array: a piece of text, or the number of a byte.
    fn element(&self, expr: &Expr) -> Option<Folded> {
        match expr {
            Expr::Lit(lit) => match &lit.lit {
                Lit::Int(number) => Some(self.leaf(vec![number.base10_parse().ok()?], number.span())),
                other => self.lit(other),
            },
            other => self.fold(other),
        }
    }

    fn block(&self, block: &syn::Block) -> Option<Folded> {
        match &block.stmts[..] {
            [syn::Stmt::Expr(expr, None)] => self.fold(expr),
            _ => None,
        }
    }

    fn path(&self, path: &syn::Path) -> Option<Folded> {
        let name = path.segments.last()?.ident.to_string();
        let local = self.locals.filter(|_| path.segments.len() == 1).and_then(|locals| locals.get(&name));
        local.cloned().or_else(|| self.consts.get(&name))
    }

    fn call(&self, call: &ExprCall) -> Option<Folded> {
        let Expr::Path(function) = &*call.func else { return None };
        let name = path_text(&function.path);
        if is_wrapper(&name) {
            self.fold(call.args.first()?)
        } else {
            EMPTY.contains(&name.as_str()).then(Folded::default)
        }
    }

    fn method(&self, call: &ExprMethodCall) -> Option<Folded> {
        let name = call.method.to_string();
        match (name.as_str(), call.args.first()) {
            ("concat", None) => self.list(&call.receiver, None),
            ("join", Some(separator)) => self.list(&call.receiver, Some(&self.fold(separator)?)),
            (name, _) if keeps_literal(name) => self.fold(&call.receiver),
            _ => None,
        }
    }

    /// The texts of a list, put together.
    fn list(&self, expr: &Expr, separator: Option<&Folded>) -> Option<Folded> {
        match expr {
            Expr::Array(array) => Folded::join(array.elems.iter().map(|element| self.fold(element)), separator),
            Expr::Reference(inner) => self.list(&inner.expr, separator),
            Expr::Paren(inner) => self.list(&inner.expr, separator),
            Expr::Macro(expr) if expr.mac.path.is_ident("vec") => {
                let elements = arguments(&expr.mac)?;
                Folded::join(elements.iter().map(|element| self.fold(element)), separator)
            }
            _ => None,
        }
    }

    fn macro_call(&self, mac: &Macro) -> Option<Folded> {
        match mac.path.segments.last()?.ident.to_string().as_str() {
            "concat" => Folded::join(arguments(mac)?.iter().map(|argument| self.displayed(argument)), None),
            "format" | "format_args" => self.format(mac),
            "vec" => Folded::join(arguments(mac)?.iter().map(|element| self.element(element)), None),
            name if OBFUSCATING_MACROS.contains(&name) => self.fold(arguments(mac)?.first()?),
            _ => None,
        }
    }

    /// The text that `concat!` or `{}` makes of an argument.
    fn displayed(&self, expr: &Expr) -> Option<Folded> {
        let Expr::Lit(lit) = expr else { return self.fold(expr) };
        let text = match &lit.lit {
            Lit::Int(number) => number.base10_digits().to_owned(),
            Lit::Float(number) => number.base10_digits().to_owned(),
            Lit::Bool(truth) => truth.value.to_string(),
            other => return self.lit(other),
        };
        Some(self.leaf(text.into_bytes(), lit.lit.span()))
    }

    /// `format!` of literals and constants.
    fn format(&self, mac: &Macro) -> Option<Folded> {
        let arguments = arguments(mac)?;
        let mut arguments = arguments.iter();
        let template = self.fold(arguments.next()?)?;
        let (mut positional, mut named) = (Vec::new(), HashMap::new());
        for argument in arguments {
            match argument {
                Expr::Assign(pair) => {
                    let Expr::Path(name) = &*pair.left else { return None };
                    named.insert(name.path.get_ident()?.to_string(), &*pair.right);
                }
                other => positional.push(other),
            }
        }
        let mut whole = Folded::default();
        for piece in format::pieces(std::str::from_utf8(&template.bytes).ok()?)? {
            let value = match piece {
                format::Piece::Text(range) => slice(&template, range)?,
                format::Piece::Position(at) => self.displayed(positional.get(at)?)?,
                format::Piece::Name(name) => match named.get(name) {
                    Some(expr) => self.displayed(expr)?,
                    None => self.named(name)?,
                },
            };
            if !whole.append(value) {
                return None;
            }
        }
        Some(whole)
    }

    fn named(&self, name: &str) -> Option<Folded> {
        let local = self.locals.and_then(|locals| locals.get(name));
        local.cloned().or_else(|| self.consts.get(name))
    }
}

/// A piece of a template, which is one literal.
fn slice(template: &Folded, piece: format::Text) -> Option<Folded> {
    let part = template.parts.first()?;
    let bytes = piece.text.into_bytes();
    Some(Folded { parts: vec![Part { span: part.span.clone(), covers: 0..bytes.len() }], bytes })
}

/// Whether a function only wraps its argument or converts it.
pub(super) fn is_wrapper(path: &str) -> bool {
    WRAPPER_FUNCTIONS.iter().any(|wrapper| is_path_to(path, wrapper))
}

/// The arguments of a macro call that looks like a function call.
pub(super) fn arguments(mac: &Macro) -> Option<Punctuated<Expr, Token![,]>> {
    mac.parse_body_with(Punctuated::parse_terminated).ok()
}

/// A path as it is written, without generic arguments.
pub(super) fn path_text(path: &syn::Path) -> String {
    let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    names.join("::")
}

/// Whether an expression puts several values together.
pub(super) fn is_composite_shape(expr: &Expr) -> bool {
    match expr {
        Expr::Binary(binary) => matches!(binary.op, BinOp::Add(_)),
        Expr::MethodCall(call) => call.method == "concat" || call.method == "join",
        Expr::Macro(expr) => {
            expr.mac.path.segments.last().is_some_and(|segment| is_joining_macro(&segment.ident.to_string()))
        }
        _ => false,
    }
}
