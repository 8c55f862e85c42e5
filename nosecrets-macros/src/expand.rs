//! The name of a variable → code.

use proc_macro2::TokenStream;
use quote::quote;

/// A constant that refers to the variable `name`.
///
/// The path is absolute, so that nothing in the user's scope can change what
/// it means.
pub(crate) fn from_env(name: &str) -> TokenStream {
    quote!(::nosecrets::SecretRef::from_env(#name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_is_looked_up_at_run_time_only() {
        let code = from_env("TOKEN").to_string().replace(' ', "");
        assert_eq!(code, r#"::nosecrets::SecretRef::from_env("TOKEN")"#);
    }
}
