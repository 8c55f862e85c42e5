//! Walks tokens that are no expressions: arguments of macros and attributes,
//! and items that `syn` cannot parse.

use proc_macro2::{Delimiter, Punct, Spacing, TokenStream, TokenTree};

use super::walker::Walker;
use crate::literal::NameKind;

/// Walks a stream. A literal after `name =`, `name:`, `"name":` or `name =>`
/// stands under that name.
pub(super) fn walk(walker: &mut Walker<'_>, stream: TokenStream) {
    let mut key = Key::default();
    let mut called = Called::default();
    for token in stream {
        called.see(&token, walker);
        match token {
            TokenTree::Group(group) => {
                let depth = walker.scope.depth();
                key.push_to(walker);
                if group.delimiter() == Delimiter::Bracket {
                    walker.literal(group.span_open());
                }
                walk(walker, group.stream());
                walker.scope.truncate(depth);
                key.end_value(group.delimiter());
            }
            TokenTree::Literal(literal) => {
                let depth = walker.scope.depth();
                key.push_to(walker);
                walker.literal(literal.span());
                walker.report_token(&literal);
                walker.scope.truncate(depth);
                key.literal(&literal.to_string());
            }
            TokenTree::Ident(ident) => key.name(&ident.to_string()),
            TokenTree::Punct(punct) => key.punct(&punct),
        }
    }
}

/// A macro that is called among tokens.
#[derive(Default)]
struct Called {
    name: Option<proc_macro2::Ident>,
    has_bang: bool,
}

impl Called {
    /// Reports the call when its arguments come.
    fn see(&mut self, token: &TokenTree, walker: &mut Walker<'_>) {
        match (token, self.name.take()) {
            (TokenTree::Ident(name), _) => *self = Called { name: Some(name.clone()), has_bang: false },
            (TokenTree::Punct(bang), Some(name)) if bang.as_char() == '!' && !self.has_bang => {
                *self = Called { name: Some(name), has_bang: true };
            }
            (TokenTree::Group(arguments), Some(name)) if self.has_bang => walker.report_macro(&call(name, arguments)),
            _ => {}
        }
    }
}

fn call(name: proc_macro2::Ident, arguments: &proc_macro2::Group) -> syn::Macro {
    syn::Macro {
        path: name.into(),
        bang_token: <syn::Token![!]>::default(),
        delimiter: syn::MacroDelimiter::Paren(syn::token::Paren(arguments.span())),
        tokens: arguments.stream(),
    }
}

/// The name under which the next value stands.
#[derive(Default)]
struct Key {
    /// The name or text that was read last, and whether it may be shown.
    last: Option<(String, bool)>,
    /// What stood before `=`, `:` or `=>`, or before `(`.
    current: Option<(String, bool)>,
    /// Whether that was a `:`, after which a type may follow: `name: Type = …`.
    is_typed: bool,
    /// Whether the last token was the first half of `::`.
    in_path: bool,
}

impl Key {
    fn name(&mut self, name: &str) {
        self.last = Some((name.to_owned(), true));
    }

    fn literal(&mut self, spelling: &str) {
        let text = spelling.trim_matches('"');
        self.last = Some((text.to_owned(), false)).filter(|_| text.len() <= 64);
        self.current = None;
        self.is_typed = false;
    }

    fn punct(&mut self, punct: &Punct) {
        match punct.as_char() {
            ':' if std::mem::take(&mut self.in_path) => {}
            ':' if punct.spacing() == Spacing::Joint => self.in_path = true,
            '=' if self.is_typed => self.last = None,
            sign @ ('=' | ':') => {
                if let Some(last) = self.last.take() {
                    self.current = Some(last);
                    self.is_typed = sign == ':';
                }
            }
            ',' | ';' => *self = Key::default(),
            // `->`, `=>`, `&`, `.` and `!` stand between a name and its value.
            _ => {}
        }
    }

    fn push_to(&self, walker: &mut Walker<'_>) {
        for (text, shown) in self.last.iter().chain(&self.current) {
            if *shown {
                walker.scope.push(NameKind::Key, text);
            } else {
                walker.scope.push_words(text);
            }
        }
    }

    fn end_value(&mut self, delimiter: Delimiter) {
        self.last = None;
        if delimiter == Delimiter::Brace {
            self.current = None;
        }
    }
}
