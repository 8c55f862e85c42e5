//! A struct and its attributes → the source of each field.

use proc_macro2::Span;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Fields, GenericArgument, Ident, LitStr, Path, PathArguments, Token, Type};

use super::mistake::Mistake;
use crate::check;
use crate::reference::Place;

/// A field and its source.
pub(super) struct Field<'a> {
    pub(super) name: &'a Ident,
    pub(super) ty: &'a Type,
    pub(super) source: Source,
}

/// The source of a field.
pub(super) enum Source {
    /// Secrets; each is read from the first of its places that has it.
    Secrets(Vec<Vec<Place>>),
    /// A secret that is converted by a function, or by `FromStr` if there is none.
    Parsed(Vec<Place>, Option<Path>),
    /// Another struct of secrets.
    Nested,
    /// No source: the field has its default.
    Skipped,
}

/// The path of `nosecrets`, and the fields or all mistakes in them.
pub(super) fn read(input: &DeriveInput) -> (Path, syn::Result<Vec<Field<'_>>>) {
    let mut errors = Errors(None);
    let root = errors.keep(root(&input.attrs)).unwrap_or_else(|| syn::parse_quote!(::nosecrets));
    let mut fields = Vec::new();
    for field in errors.keep(named(input)).into_iter().flatten() {
        let (Some(name), ty) = (&field.ident, &field.ty) else { continue };
        fields.extend(errors.keep(source(field)).map(|source| Field { name, ty, source }));
    }
    (root, errors.0.map_or(Ok(fields), Err))
}

/// The mistakes so far. A mistake in one field does not hide those in others.
struct Errors(Option<syn::Error>);

impl Errors {
    fn keep<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        match (result, &mut self.0) {
            (Ok(value), _) => return Some(value),
            (Err(error), Some(all)) => all.combine(error),
            (Err(error), none) => *none = Some(error),
        }
        None
    }
}

fn mistake<T>(span: Span, mistake: Mistake) -> syn::Result<T> {
    Err(syn::Error::new(span, mistake))
}

/// `#[secrets(crate = path)]`.
fn root(attributes: &[Attribute]) -> syn::Result<Path> {
    let mut root = syn::parse_quote!(::nosecrets);
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("secrets")) {
        attribute.parse_nested_meta(|meta| {
            if !meta.path.is_ident("crate") {
                return mistake(meta.path.span(), Mistake::UnknownOption);
            }
            root = meta.value()?.parse()?;
            Ok(())
        })?;
    }
    Ok(root)
}

fn named(input: &DeriveInput) -> syn::Result<impl Iterator<Item = &syn::Field>> {
    let fields = match &input.data {
        Data::Struct(data) => &data.fields,
        Data::Enum(data) => return mistake(data.enum_token.span, Mistake::NotAStruct),
        Data::Union(data) => return mistake(data.union_token.span, Mistake::NotAStruct),
    };
    match fields {
        Fields::Named(fields) => Ok(fields.named.iter()),
        Fields::Unnamed(_) | Fields::Unit => mistake(input.ident.span(), Mistake::NoNames),
    }
}

/// The content of one attribute.
#[derive(Default)]
struct Said {
    places: Vec<Place>,
    parse: Option<Path>,
    nested: Option<Span>,
    skip: Option<Span>,
}

fn source(field: &syn::Field) -> syn::Result<Source> {
    let attributes: Vec<&Attribute> =
        field.attrs.iter().filter(|attribute| attribute.path().is_ident("secret")).collect();
    let said = attributes.iter().map(|attribute| attribute.parse_args::<Said>()).collect::<syn::Result<Vec<_>>>()?;
    let span = field.ident.as_ref().map_or_else(|| field.span(), Ident::span);
    match <[Said; 1]>::try_from(said) {
        Ok([said]) => one(said, &field.ty),
        Err(said) if said.is_empty() => mistake(span, Mistake::NoAttribute),
        Err(said) => several(said, &field.ty, attributes[1].span()),
    }
}

fn one(said: Said, ty: &Type) -> syn::Result<Source> {
    let optional = argument(ty, "Option");
    match said {
        Said { nested: Some(_), .. } if optional.is_some() => mistake(ty.span(), Mistake::OptionalNested),
        Said { nested: Some(_), .. } => Ok(Source::Nested),
        Said { skip: Some(_), .. } => Ok(Source::Skipped),
        Said { places, parse: None, .. } if is_secret(ty) => Ok(Source::Secrets(vec![places])),
        Said { places, parse, .. } => Ok(Source::Parsed(places, parse)),
    }
}

fn several(said: Vec<Said>, ty: &Type, span: Span) -> syn::Result<Source> {
    if said.iter().any(|said| said.nested.or(said.skip).is_some()) {
        return mistake(span, Mistake::NotAlone);
    }
    if said.iter().any(|said| said.parse.is_some()) {
        return mistake(span, Mistake::SeveralParsers);
    }
    if argument(ty, "Vec").is_none() {
        return mistake(span, Mistake::SeveralSecrets);
    }
    Ok(Source::Secrets(said.into_iter().map(|said| said.places).collect()))
}

/// `"reference", "reference", parse = path`, or `nested`, or `skip`.
impl Parse for Said {
    fn parse(input: ParseStream<'_>) -> syn::Result<Said> {
        let mut said = Said::default();
        let mut pieces = 0;
        while !input.is_empty() {
            said.take(input)?;
            pieces += 1;
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        match said.nested.or(said.skip) {
            Some(span) if pieces > 1 => mistake(span, Mistake::NotAlone),
            None if said.places.is_empty() && said.parse.is_some() => mistake(said.parse.span(), Mistake::ParseAlone),
            None if said.places.is_empty() => mistake(input.span(), Mistake::NoAttribute),
            _ => Ok(said),
        }
    }
}

impl Said {
    fn take(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        if !input.peek(Ident) {
            return self.place(&input.parse()?);
        }
        let word: Ident = input.parse()?;
        match word.to_string().as_str() {
            "nested" => self.nested = Some(word.span()),
            "skip" => self.skip = Some(word.span()),
            "parse" if self.parse.is_some() => return mistake(word.span(), Mistake::SeveralParsers),
            "parse" => {
                input.parse::<Token![=]>()?;
                self.parse = Some(input.parse()?);
            }
            _ => return mistake(word.span(), Mistake::UnknownWord),
        }
        Ok(())
    }

    fn place(&mut self, literal: &LitStr) -> syn::Result<()> {
        let place = check::next_place(&literal.value(), &self.places);
        self.places.push(place.map_err(|mistake| syn::Error::new(literal.span(), mistake))?);
        Ok(())
    }
}

/// Whether the type holds secrets unconverted, judged by its last name.
fn is_secret(ty: &Type) -> bool {
    let inner = argument(ty, "Option").or_else(|| argument(ty, "Vec")).unwrap_or(ty);
    last(inner).is_some_and(|last| last.ident == "Secret" || last.ident == "SecretBytes")
}

/// The `T` of `Option<T>`, if `name` is `Option`.
pub(super) fn argument<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let last = last(ty).filter(|last| last.ident == name)?;
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) => arguments.args.iter().find_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        }),
        _ => None,
    }
}

fn last(ty: &Type) -> Option<&syn::PathSegment> {
    match ty {
        Type::Path(path) => path.path.segments.last(),
        Type::Group(group) => last(&group.elem),
        Type::Paren(paren) => last(&paren.elem),
        _ => None,
    }
}
