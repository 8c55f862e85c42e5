//! Variables that macros and attributes put into a text that is printed,
//! logged or returned in an error.

use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, FnArg, Lit, Signature};

use super::names::{pattern_names, target_name, type_name};
use super::walker::Walker;
use super::{fold, format};
use crate::event::What;
use crate::rules::vocabulary::{ERROR_ATTRIBUTE, INSTRUMENT_ATTRIBUTE, keeps_shown};

/// What build scripts say to cargo begins so.
const TO_CARGO: &str = "cargo:";

impl Walker<'_> {
    /// Variables that are put into a text, by place or by name.
    pub(super) fn report_shown(&mut self, by: &str, tokens: TokenStream, span: proc_macro2::Span) {
        if !self.reports() {
            return;
        }
        let Shown { names, mut text, values } = Shown::of(tokens);
        let is_order = text.starts_with(TO_CARGO);
        if is_order {
            text = self.filled(&text, &values).unwrap_or(text);
        }
        if is_order || !names.is_empty() {
            self.report(What::Shown { by: by.to_owned(), names, text }, span);
        }
    }

    /// `#[error("…")]` is the text of an error.
    pub(super) fn report_error_text(&mut self, attribute: &Attribute, arguments: &syn::MetaList) {
        if attribute.path().is_ident(ERROR_ATTRIBUTE) {
            self.report_shown("#[error]", arguments.tokens.clone(), arguments.path.span());
        }
    }

    /// A format string with the arguments that are known in their places.
    fn filled(&self, text: &str, values: &[Expr]) -> Option<String> {
        let piece = |piece: format::Piece<'_>| match piece {
            format::Piece::Text(text) => text.text,
            format::Piece::Position(at) => {
                values.get(at).and_then(|value| self.text_of(value)).unwrap_or_else(|| "{}".into())
            }
            format::Piece::Name(name) => format!("{{{name}}}"),
        };
        Some(format::pieces(text)?.into_iter().map(piece).collect())
    }

    /// `#[instrument]` logs the arguments of a function that it is not told to skip.
    pub(super) fn report_instrumented(&mut self, attributes: &[Attribute], signature: &Signature) {
        let instrument = attributes.iter().find(|attribute| {
            attribute.path().segments.last().is_some_and(|segment| segment.ident == INSTRUMENT_ATTRIBUTE)
        });
        let Some(instrument) = instrument.filter(|_| self.reports()) else { return };
        let skipped = words(instrument);
        if skipped.iter().any(|word| word == "skip_all") {
            return;
        }
        let names: Vec<String> =
            signature.inputs.iter().filter_map(text_parameter).filter(|name| !skipped.contains(name)).collect();
        if !names.is_empty() {
            let what = What::Shown { by: fold::path_text(instrument.path()), names, text: String::new() };
            self.report(what, signature.ident.span());
        }
    }
}

/// What is shown, by which text.
#[derive(Default)]
pub(super) struct Shown {
    /// Names of variables and fields.
    pub(super) names: Vec<String>,
    /// The text that they are put into.
    pub(super) text: String,
    /// What stands in the text by place.
    values: Vec<Expr>,
}

impl Shown {
    /// Reads the arguments of a macro that makes a text.
    fn of(tokens: TokenStream) -> Shown {
        let (mut shown, mut text) = (Shown::default(), None);
        for argument in split(tokens) {
            match argument {
                Argument::Value(Expr::Lit(syn::ExprLit { lit: Lit::Str(literal), .. })) if text.is_none() => {
                    text = Some(literal.value());
                }
                Argument::Value(value) => {
                    shown.names.extend(shown_name(&value));
                    shown.values.push(value);
                }
                Argument::Field(value) => shown.names.extend(shown_name(&value)),
            }
        }
        shown.text = text.unwrap_or_default();
        shown.names.extend(format::names(&shown.text).into_iter().map(str::to_owned));
        shown
    }

    /// What an expression is made of that gives a text.
    pub(super) fn by(expr: &Expr) -> Shown {
        match expr {
            Expr::Macro(call) => Shown::of(call.mac.tokens.clone()),
            Expr::Reference(inner) => Shown::by(&inner.expr),
            Expr::MethodCall(call) if keeps_shown(&call.method.to_string()) => Shown::by(&call.receiver),
            Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) => Shown { text: text.value(), ..Shown::default() },
            other => Shown { names: shown_name(other).into_iter().collect(), ..Shown::default() },
        }
    }
}

/// An argument of a macro that makes a text.
enum Argument {
    /// The text, or what stands in it by place.
    Value(Expr),
    /// What has a name of its own: `user = %name`, `user = name`.
    Field(Expr),
}

/// The arguments of a macro that makes a text; those that are no expressions
/// are left out.
fn split(tokens: TokenStream) -> Vec<Argument> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    tokens.split(|token| is_punct(token, ',')).filter_map(argument).collect()
}

/// Reads `value`, `name = value`, `name: value`, each perhaps with the `%` or
/// `?` by which `tracing` says how to write it.
fn argument(tokens: &[TokenTree]) -> Option<Argument> {
    let path = tokens.iter().take_while(|token| matches!(token, TokenTree::Ident(_)) || is_punct(token, '.')).count();
    let is_field = path > 0
        && tokens.get(path).is_some_and(|sign| is_punct(sign, '=') || is_punct(sign, ':'))
        && !tokens.get(path + 1).is_some_and(|next| is_punct(next, '=') || is_punct(next, ':'));
    let value = if is_field { &tokens[path + 1..] } else { tokens };
    let value = match value.first() {
        Some(sign) if is_punct(sign, '%') || is_punct(sign, '?') => &value[1..],
        _ => value,
    };
    let expr = syn::parse2(value.iter().cloned().collect()).ok()?;
    Some(if is_field { Argument::Field(expr) } else { Argument::Value(expr) })
}

fn is_punct(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

/// What an argument shows, if it is a variable or field.
fn shown_name(expr: &Expr) -> Option<String> {
    match expr {
        // A method makes something else of it, unless it only changes its type.
        Expr::MethodCall(call) => keeps_shown(&call.method.to_string()).then(|| shown_name(&call.receiver)).flatten(),
        Expr::Reference(inner) => shown_name(&inner.expr),
        Expr::Unary(inner) if matches!(inner.op, syn::UnOp::Deref(_)) => shown_name(&inner.expr),
        Expr::Paren(inner) => shown_name(&inner.expr),
        Expr::Try(inner) => shown_name(&inner.expr),
        Expr::Path(_) | Expr::Field(_) => target_name(expr).map(|(_, name)| name),
        _ => None,
    }
}

/// All words among the arguments of an attribute.
fn words(attribute: &Attribute) -> Vec<String> {
    let syn::Meta::List(list) = &attribute.meta else { return Vec::new() };
    let mut words = Vec::new();
    let mut streams = vec![list.tokens.clone()];
    while let Some(stream) = streams.pop() {
        for token in stream {
            match token {
                TokenTree::Ident(word) => words.push(word.to_string()),
                TokenTree::Group(group) => streams.push(group.stream()),
                _ => {}
            }
        }
    }
    words
}

/// The name of a parameter that is a text.
fn text_parameter(input: &FnArg) -> Option<String> {
    let FnArg::Typed(typed) = input else { return None };
    let ty = type_name(&typed.ty)?;
    let is_text = ["str", "String"].contains(&ty.rsplit("::").next().unwrap_or_default());
    is_text.then(|| pattern_names(&typed.pat).into_iter().next()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(arguments: &str) -> Vec<String> {
        let values = split(arguments.parse().unwrap()).into_iter().map(|argument| match argument {
            Argument::Value(expr) | Argument::Field(expr) => expr,
        });
        values.filter_map(|expr| shown_name(&expr)).collect()
    }

    #[test]
    fn variables_and_fields_are_shown_whatever_their_form() {
        for arguments in [
            "password",
            "\"{}\", self.password",
            "%password",
            "?self.password",
            "pw = %password, \"text\"",
            "target: \"x\", \"{}\", &password.clone()",
            "Level::INFO, user.name = ?password",
        ] {
            assert!(names(arguments).contains(&"password".to_owned()), "{arguments}");
        }
    }

    #[test]
    fn what_a_method_or_function_makes_of_a_variable_is_something_else() {
        for arguments in ["password.len()", "password.len().to_string()", "mask(password)", "private_key.display()"] {
            assert!(names(arguments).is_empty(), "{arguments}");
        }
    }
}
