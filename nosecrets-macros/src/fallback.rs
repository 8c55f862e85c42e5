//! A mistake → code that reports it and causes no other error.

use crate::error::Error;
use crate::expand;
use crate::pm::{Delimiter, Group, Ident, Literal, TokenStream, TokenTree};

/// The error, in a block whose value has the type of the macro, so that one mistake causes one
/// error.
pub(crate) fn value(error: &Error, optional: bool, root: Ident) -> TokenStream {
    let mut tokens = Vec::new();
    expand::add(&mut tokens, report(error));
    expand::add(&mut tokens, expand::placeholder(optional, root));
    expand::stream(tokens)
}

/// `::core::compile_error! { … }` with the spans of the mistake.
///
/// rustc marks the source from the first token of a call to the last.
pub(crate) fn report(error: &Error) -> TokenStream {
    let mut message = Literal::string(&error.mistake.to_string());
    message.set_span(error.end);
    let mut arguments = Group::new(Delimiter::Brace, TokenTree::from(message).into());
    arguments.set_span(error.end);
    let path = "::core::compile_error!".parse::<TokenStream>().unwrap_or_default();
    let mut tokens = Vec::new();
    expand::add(&mut tokens, path);
    for token in &mut tokens {
        token.set_span(error.start);
    }
    tokens.push(TokenTree::Group(arguments));
    expand::stream(tokens)
}
