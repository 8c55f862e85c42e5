//! The macros of [`nosecrets`](https://docs.rs/nosecrets), which re-exports them.
//!
//! A macro here is a pure function of its tokens: it reads no file, variable or position, so that
//! it gives one answer in rustc and rust-analyzer. In particular, it never expands to `env!` or
//! `option_env!`, because cargo writes the values of these variables into the target folder.
//!
//! Users of a macro build this crate without optimisation, so its only dependency is the detector
//! crate. Tokens are those of `proc_macro`, and code is written as text that the compiler parses.
//! Only the feature `derive` brings `syn`, and only `forbid` the detector crate's validators.
//!
//! * `input`: tokens → string literals, with `unescape` for their values
//! * `check`: a literal → the place that it refers to, or the credential that it is
//! * `reference`: the grammar of references
//! * `expand`: places → code
//! * `derive`: a struct of secrets, with the feature of that name
//! * `forbid`: a check of the literals of an item, with the feature of that name
//! * `mistake`, `message`: every mistake, and the message about it
//! * `fallback`: a mistake → code that reports it and causes no other error

// The compiler's tokens cannot be created outside a macro. In tests, `proc_macro2` replaces them.
#[cfg(not(test))]
extern crate proc_macro as pm;
#[cfg(test)]
extern crate proc_macro2 as pm;

mod check;
#[cfg(feature = "derive")]
mod derive;
mod error;
mod expand;
mod fallback;
#[cfg(any(test, feature = "forbid"))]
mod forbid;
mod input;
mod message;
mod mistake;
mod reference;
mod unescape;

use pm::TokenStream;

/// The expansion of `nosecrets::env_secret!`; the first token is its `$crate`.
#[doc(hidden)]
#[proc_macro]
#[cfg(not(test))]
pub fn env_secret(input: TokenStream) -> TokenStream {
    secret_ref(input)
}

/// Refuses to compile an item if one of its literals is a credential.
///
/// Put it on a function, an `impl`, a type, a constant or a module in braces. It changes nothing in
/// the item. It checks strings, byte strings, C strings, arrays of bytes and the arguments of
/// `concat!`.
#[cfg(all(feature = "forbid", not(test)))]
#[proc_macro_attribute]
pub fn forbid_secrets(arguments: TokenStream, item: TokenStream) -> TokenStream {
    checked(arguments, item)
}

/// Reports the missing feature: without the detector crate's validators, credentials cannot be told
/// from look-alikes.
#[cfg(all(not(feature = "forbid"), not(test)))]
#[proc_macro_attribute]
pub fn forbid_secrets(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut code: TokenStream = NO_FORBID.parse().unwrap_or_default();
    code.extend(item);
    code
}

#[cfg(any(not(feature = "forbid"), test))]
const NO_FORBID: &str = r#"::core::compile_error! { "`#[forbid_secrets]` needs the feature `forbid` of `nosecrets`
help: write `nosecrets = { version = \"…\", features = [\"forbid\"] }` in Cargo.toml" }"#;

#[cfg(any(test, feature = "forbid"))]
fn checked(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let argument = arguments.into_iter().next();
    let mistake = argument.map(|argument| error::Error::at(argument.span(), mistake::Mistake::ForbidArgument));
    let errors = forbid::errors(item.clone()).into_iter().chain(mistake);
    std::iter::once(item).chain(errors.map(|error| fallback::report(&error))).collect()
}

/// Implements `nosecrets::Secrets` for a struct. Each field is read from the source in its
/// `#[secret(…)]`.
#[cfg(all(feature = "derive", not(test)))]
#[proc_macro_derive(Secrets, attributes(secret, secrets))]
pub fn derive_secrets(input: TokenStream) -> TokenStream {
    derive::expand(input.into()).into()
}

/// Reports the missing feature: the derive needs a parser of Rust.
#[cfg(all(not(feature = "derive"), not(test)))]
#[proc_macro_derive(Secrets, attributes(secret, secrets))]
pub fn derive_secrets(_input: TokenStream) -> TokenStream {
    NO_DERIVE.parse().unwrap_or_default()
}

#[cfg(any(not(feature = "derive"), test))]
const NO_DERIVE: &str = r#"::core::compile_error! { "`#[derive(Secrets)]` needs the feature `derive` of `nosecrets`
help: write `nosecrets = { version = \"…\", features = [\"derive\"] }` in Cargo.toml" }"#;

fn secret_ref(input: TokenStream) -> TokenStream {
    let Some((root, tokens)) = input::root(input) else { return TokenStream::new() };
    let optional = input::is_optional(&tokens);
    let places = input::parse(&tokens).and_then(|arguments| check::places(&arguments));
    expand::braced(match places {
        Ok(places) => expand::constant(&places, optional, root),
        Err(error) => fallback::value(&error, optional, root),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(source: &str) -> TokenStream {
        source.parse().expect("tokens")
    }

    #[test]
    fn a_mistake_gives_an_error_and_a_value_of_the_same_type() {
        for (source, kind) in [("root \"a b\"", "SecretRef"), ("root optional \"a b\"", "OptionalSecretRef")] {
            let code = secret_ref(parsed(source)).to_string().replace(' ', "");
            assert!(code.starts_with("{::core::compile_error!{"), "{code}");
            assert!(code.ends_with(&format!("::{kind}::new(&[])}}")), "{code}");
        }
        assert!(!secret_ref(parsed("root \"A\"")).to_string().contains("compile_error"));
    }

    #[test]
    fn without_its_feature_the_derive_is_an_error_that_names_it() {
        let error = parsed(NO_DERIVE).to_string();
        assert!(error.contains("compile_error") && error.contains(r#"features = [\"derive\"]"#), "{error}");
    }

    #[test]
    fn without_its_feature_the_attribute_is_an_error_that_names_it() {
        let error = parsed(NO_FORBID).to_string();
        assert!(error.contains("compile_error") && error.contains(r#"features = [\"forbid\"]"#), "{error}");
    }

    #[test]
    fn an_item_without_credentials_is_handed_back_as_it_is() {
        let item = "fn f () -> u8 { 1 }";
        assert_eq!(checked(TokenStream::new(), parsed(item)).to_string(), parsed(item).to_string());
        assert!(checked(parsed("strict"), parsed(item)).to_string().contains("compile_error"));
    }
}
