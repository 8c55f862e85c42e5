//! Fields → the implementation of `Secrets`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{DeriveInput, Path, Type};

use super::fields::{argument, Field, Source};
use crate::expand;
use crate::reference::Place;

/// The code requests all fields before the first missing one ends the function, because it runs
/// twice: once to collect the references, and once to build the value.
pub(super) fn secrets(input: &DeriveInput, root: &Path, fields: &[Field<'_>]) -> TokenStream {
    let names: Vec<&Ident> = fields.iter().map(|field| field.name).collect();
    let values: Vec<Ident> =
        (0..fields.len()).map(|at| format_ident!("value_{at}", span = Span::mixed_site())).collect();
    let reads = fields.iter().map(|field| read(root, field));
    let body = quote! {
        #(let #values = #reads;)*
        ::core::option::Option::Some(Self { #(#names: #values?),* })
    };
    implementation(input, root, &body, &bounds(input, root, fields))
}

/// The errors, and an implementation that never runs.
pub(super) fn nothing(input: &DeriveInput, root: &Path, error: &syn::Error) -> TokenStream {
    let errors = error.to_compile_error();
    let implementation = implementation(input, root, &quote!(::core::option::Option::None), &[]);
    quote!(#errors #implementation)
}

fn implementation(input: &DeriveInput, root: &Path, body: &TokenStream, bounds: &[TokenStream]) -> TokenStream {
    let (name, load) = (&input.ident, load());
    let (parameters, arguments, _) = input.generics.split_for_impl();
    let own = input.generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    quote! {
        #[automatically_derived]
        impl #parameters #root::Secrets for #name #arguments where #(#own,)* #(#bounds,)* {
            fn build(#load: &mut #root::load::Loader) -> ::core::option::Option<Self> {
                #body
            }
        }
    }
}

fn load() -> Ident {
    Ident::new("load", Span::mixed_site())
}

/// An expression of type `Option<FieldType>`.
fn read(root: &Path, field: &Field<'_>) -> TokenStream {
    let (load, name, ty) = (load(), unraw(field.name), field.ty);
    match &field.source {
        Source::Secrets(secrets) => {
            let references = secrets.iter().map(|places| reference(root, places));
            let all = quote! {{
                const REFERENCES: &[#root::SecretRef] = &[#(#references),*];
                REFERENCES
            }};
            quote_spanned!(ty.span()=> #load.field::<#ty>(#name, #all))
        }
        Source::Parsed(places, parse) => {
            let (method, inner) = match argument(ty, "Option") {
                Some(inner) => (quote!(parsed_optional), inner),
                None => (quote!(parsed), ty),
            };
            let reference = reference(root, places);
            let parse = match parse {
                Some(path) => quote!(#path),
                None => quote_spanned!(inner.span()=> <#inner as ::core::str::FromStr>::from_str),
            };
            quote!(#load.#method(#name, #reference, #parse))
        }
        Source::Nested => quote_spanned!(ty.span()=> #load.nested::<#ty>(#name)),
        Source::Skipped => {
            quote_spanned!(ty.span()=> ::core::option::Option::Some(<#ty as ::core::default::Default>::default()))
        }
    }
}

fn reference(root: &Path, places: &[Place]) -> TokenStream {
    let root = quote!(#root).to_string();
    let code = expand::reference(places, false, &root).parse::<TokenStream>().unwrap_or_default();
    quote!({ #code })
}

fn unraw(name: &Ident) -> String {
    let name = name.to_string();
    name.strip_prefix("r#").map_or(name.clone(), str::to_owned)
}

/// Bounds on the types of fields that depend on the struct's parameters. For other types, rustc
/// reports errors at the field.
fn bounds(input: &DeriveInput, root: &Path, fields: &[Field<'_>]) -> Vec<TokenStream> {
    let parameters: Vec<&Ident> = input.generics.type_params().map(|parameter| &parameter.ident).collect();
    let bound = |field: &Field<'_>| -> Option<TokenStream> {
        let ty = argument(field.ty, "Option").unwrap_or(field.ty);
        let can = match &field.source {
            Source::Nested => quote!(#root::Secrets),
            Source::Parsed(_, None) => quote!(::core::str::FromStr),
            Source::Skipped => quote!(::core::default::Default),
            _ => return None,
        };
        mentions(ty, &parameters).then(|| quote!(#ty: #can))
    };
    fields.iter().filter_map(bound).collect()
}

fn mentions(ty: &Type, parameters: &[&Ident]) -> bool {
    fn any(tokens: TokenStream, parameters: &[&Ident]) -> bool {
        tokens.into_iter().any(|token| match token {
            proc_macro2::TokenTree::Ident(name) => parameters.iter().any(|parameter| **parameter == name),
            proc_macro2::TokenTree::Group(group) => any(group.stream(), parameters),
            _ => false,
        })
    }
    any(quote!(#ty), parameters)
}
