//! `#[derive(Secrets)]`: a struct whose fields are secrets.
//!
//! * `fields`: the struct and its attributes → the source of each field
//! * `implement`: the fields → code
//! * `mistake`: the message about each mistake

mod fields;
mod implement;
mod mistake;

#[cfg(test)]
pub(crate) use mistake::ALL as MISTAKES;

use proc_macro2::TokenStream;
use syn::DeriveInput;

/// The implementation of `Secrets`. If there are mistakes, it reads nothing, so that they cause no
/// further errors.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let (root, fields) = fields::read(&input);
    match fields {
        Ok(fields) => implement::secrets(&input, &root, &fields),
        Err(error) => implement::nothing(&input, &root, &error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(source: &str) -> String {
        expand(source.parse().expect("tokens")).to_string().replace(' ', "")
    }

    #[test]
    fn every_field_is_asked_for_before_the_first_may_end_the_function() {
        let code = expanded("struct S { #[secret(\"A\")] a: Secret, #[secret(\"B\")] b: u8, #[secret(nested)] c: T }");
        let (reads, rest) = code.split_once("Option::Some(Self{").expect("the value");
        assert_eq!((reads.matches("let").count(), reads.contains('?')), (3, false), "{code}");
        assert!(rest.starts_with("a:value_0?,b:value_1?,c:value_2?}"), "{code}");
    }

    #[test]
    fn mistakes_in_several_fields_are_reported_together() {
        let code = expanded("struct S { #[secret(\"a b\")] a: Secret, b: Secret, #[secret(\"C\")] c: Secret }");
        assert_eq!(code.matches("compile_error!").count(), 2, "{code}");
        assert!(code.contains("impl::nosecrets::SecretsforS"), "{code}");
    }

    #[test]
    fn the_path_of_the_crate_can_be_said() {
        let code = expanded("#[secrets(crate = my::keys)] struct S { #[secret(\"A\")] a: Secret }");
        assert!(code.contains("implmy::keys::SecretsforS") && !code.contains("nosecrets"), "{code}");
    }
}
