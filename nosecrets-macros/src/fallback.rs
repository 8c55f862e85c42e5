//! A mistake → code that reports it and nothing else.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use crate::error::Error;
use crate::expand;

/// A `compile_error!` on the tokens of the mistake, in a block whose value
/// has the type of the macro, so that one mistake gives one error.
pub(crate) fn report(error: &Error) -> TokenStream {
    let message = error.mistake.to_string();
    // rustc marks the source from the first token of a call to the last.
    let path = quote_spanned!(error.start=> ::core::compile_error!);
    let arguments = quote_spanned!(error.end=> { #message });
    let placeholder = expand::from_env("INVALID");
    quote_spanned!(error.start=> { #path #arguments #placeholder })
}
