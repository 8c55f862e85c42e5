//! The macros of [`nosecrets`](https://docs.rs/nosecrets), which re-exports them.
//!
//! A macro here is a pure function of its tokens: it reads no file, variable
//! or position, so that it gives the same answer in rustc and rust-analyzer.
//! In particular it never expands to `env!` or `option_env!`, for cargo writes
//! the values of those into the target folder.
//!
//! * `input`: tokens → one string literal, with `unescape` for its value
//! * `check`: the literal → the name of a variable, with `scheme` for references
//! * `expand`: the name → code
//! * `error`: every mistake and what is said of it
//! * `fallback`: a mistake → code that reports it and nothing else

mod check;
mod error;
mod expand;
mod fallback;
mod input;
mod scheme;
mod unescape;

use proc_macro2::TokenStream;

/// A reference to a secret in an environment variable, read at run time.
///
/// The argument is the variable's name as a string literal, alone or as
/// `env://NAME`. A literal that is itself a credential does not compile. The
/// macro expands to a constant of type `nosecrets::SecretRef`.
#[proc_macro]
pub fn env_secret(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    secret_ref(input.into()).unwrap_or_else(|error| fallback::report(&error)).into()
}

fn secret_ref(input: TokenStream) -> Result<TokenStream, error::Error> {
    let argument = input::parse(input)?;
    let name = check::variable(&argument.value).map_err(|mistake| argument.error(mistake))?;
    Ok(expand::from_env(name))
}
