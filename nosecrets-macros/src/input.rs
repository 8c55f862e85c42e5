//! Tokens → string literals.

use crate::error::Error;
use crate::expand;
use crate::mistake::Mistake;
use crate::pm::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};
use crate::unescape;

/// One string literal.
#[cfg_attr(test, derive(Debug))]
pub(crate) struct Argument {
    /// Its value, with escapes decoded.
    pub(crate) value: String,
    pub(crate) span: Span,
}

/// Splits off `$crate`, which the macro of `nosecrets` puts before the arguments.
pub(crate) fn root(input: TokenStream) -> Option<(Ident, Vec<TokenTree>)> {
    let mut tokens = input.into_iter();
    let Some(TokenTree::Ident(root)) = tokens.next() else { return None };
    let mut rest = Vec::new();
    for token in tokens {
        rest.push(token);
    }
    Some((root, rest))
}

/// Whether the call begins with `optional`. This determines the type that it expands to, even if
/// there is a mistake in the rest.
pub(crate) fn is_optional(tokens: &[TokenTree]) -> bool {
    matches!(tokens.first(), Some(TokenTree::Ident(word)) if is_word(word, "optional"))
}

/// The literals after an optional `optional`, separated by commas, with an optional trailing comma.
/// There is at least one.
pub(crate) fn parse(tokens: &[TokenTree]) -> Result<Vec<Argument>, Error> {
    match tokens {
        [word, comma, ..] if is_optional(tokens) && is_punct(comma, ',') => {
            Err(Error::new(word.span(), comma.span(), Mistake::CommaAfterOptional))
        }
        [_, rest @ ..] if is_optional(tokens) => arguments(rest),
        _ => arguments(tokens),
    }
}

fn arguments(tokens: &[TokenTree]) -> Result<Vec<Argument>, Error> {
    let rest = match tokens.split_last() {
        Some((last, rest)) if is_punct(last, ',') => rest,
        _ => tokens,
    };
    if rest.is_empty() {
        let span = tokens.first().map_or_else(Span::call_site, TokenTree::span);
        return Err(Error::at(span, Mistake::NoArgument));
    }
    let mut before = rest[0].span();
    let mut arguments = Vec::new();
    for piece in rest.split(|token| is_punct(token, ',')) {
        let Some(last) = piece.last() else { return Err(Error::at(before, Mistake::NoArgument)) };
        before = last.span();
        arguments.push(argument(piece)?);
    }
    Ok(arguments)
}

fn argument(piece: &[TokenTree]) -> Result<Argument, Error> {
    let tokens = unwrapped(piece.to_vec());
    match &tokens[..] {
        [TokenTree::Literal(literal)] => string(literal),
        _ => Err(no_literal(&tokens, piece)),
    }
}

/// Removes the invisible groups in which `macro_rules` passes on what matched `$name:expr` or
/// `$name:literal`.
fn unwrapped(mut tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    while let [TokenTree::Group(group)] = &tokens[..] {
        if group.delimiter() != Delimiter::None {
            break;
        }
        let mut inner = Vec::new();
        expand::add(&mut inner, group.stream());
        tokens = inner;
    }
    tokens
}

fn string(literal: &Literal) -> Result<Argument, Error> {
    let source = literal.to_string();
    let span = literal.span();
    match unescape::string(&source) {
        Some(value) => Ok(Argument { value, span }),
        None => Err(Error::at(span, Mistake::NotAString(kind(&source)))),
    }
}

/// The kind of a literal that is not a string, judged by its beginning.
fn kind(source: &str) -> &'static str {
    match source.as_bytes() {
        [b'"', ..] | [b'r', ..] => "a string with a suffix",
        [b'b', b'\'', ..] => "a byte",
        [b'b', ..] => "a byte string",
        [b'c', ..] => "a C string",
        [b'\'', ..] => "a character",
        _ => "a number",
    }
}

/// The mistake in tokens that are not a single literal.
fn no_literal(tokens: &[TokenTree], piece: &[TokenTree]) -> Error {
    let tokens = if tokens.is_empty() { piece } else { tokens };
    let (first, last) = (tokens[0].span(), tokens[tokens.len() - 1].span());
    let mistake = match tokens {
        [TokenTree::Ident(name)] => Mistake::NotALiteral(Some(name.to_string())),
        [TokenTree::Ident(name), ..] if is_word(name, "default") => Mistake::DefaultValue,
        [TokenTree::Ident(word), TokenTree::Literal(_)] => return Error::at(word.span(), Mistake::UnknownWord),
        [TokenTree::Literal(_), TokenTree::Literal(next), ..] => return Error::at(next.span(), Mistake::NoComma),
        _ if tokens.windows(2).any(is_macro_call) => Mistake::NestedMacro,
        _ => Mistake::NotALiteral(None),
    };
    Error::new(first, last, mistake)
}

/// Whether `name` is the word `word`.
pub(crate) fn is_word(name: &Ident, word: &str) -> bool {
    let name = name.to_string();
    name == word
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

/// Whether the two tokens are `!(…)`; the path before them does not matter.
fn is_macro_call(pair: &[TokenTree]) -> bool {
    is_punct(&pair[0], '!') && matches!(pair[1], TokenTree::Group(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pm::Group;

    fn parse_str(source: &str) -> Result<Vec<String>, Mistake> {
        parse_tokens(source.parse().expect("tokens"))
    }

    fn parse_tokens(tokens: TokenStream) -> Result<Vec<String>, Mistake> {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let values = |arguments: Vec<Argument>| arguments.into_iter().map(|argument| argument.value).collect();
        parse(&tokens).map(values).map_err(|error| error.mistake)
    }

    fn invisible(tokens: TokenStream) -> TokenStream {
        TokenTree::from(Group::new(Delimiter::None, tokens)).into()
    }

    #[test]
    fn string_literals_are_taken_with_or_without_a_comma_at_the_end() {
        for source in [r#""NAME""#, r#""NAME","#, r##"r#"NAME"#"##, r#""\x4eAME""#] {
            assert_eq!(parse_str(source), Ok(vec!["NAME".into()]), "{source}");
        }
        for source in [r#""A", "B""#, r#""A", "B","#] {
            assert_eq!(parse_str(source), Ok(vec!["A".into(), "B".into()]), "{source}");
        }
    }

    #[test]
    fn the_word_optional_stands_before_the_first() {
        for (source, values) in [(r#"optional "A""#, 1), (r#"optional "A", "B","#, 2)] {
            let tokens: Vec<TokenTree> = source.parse::<TokenStream>().expect("tokens").into_iter().collect();
            assert!(is_optional(&tokens));
            assert_eq!(parse_str(source).map(|values| values.len()), Ok(values), "{source}");
        }
        assert_eq!(parse_str(r#"optional, "A""#), Err(Mistake::CommaAfterOptional));
        assert_eq!(parse_str("optional"), Err(Mistake::NoArgument));
        assert_eq!(parse_str(r#""A", optional "B""#), Err(Mistake::UnknownWord));
    }

    #[test]
    fn what_macro_rules_hands_on_is_unwrapped() {
        let literal: TokenStream = r#""NAME""#.parse().expect("tokens");
        let mut wrapped = invisible(invisible(literal));
        assert_eq!(parse_tokens(wrapped.clone()), Ok(vec!["NAME".into()]));
        wrapped.extend(",".parse::<TokenStream>());
        wrapped.extend(wrapped.clone());
        assert_eq!(parse_tokens(wrapped), Ok(vec!["NAME".into(), "NAME".into()]));
    }

    #[test]
    fn what_is_no_string_is_named() {
        for (source, found) in [
            ("1", "a number"),
            ("1.5e3", "a number"),
            ("'a'", "a character"),
            ("b'a'", "a byte"),
            (r#"b"NAME""#, "a byte string"),
            (r#"br"NAME""#, "a byte string"),
            (r#"c"NAME""#, "a C string"),
            (r#""NAME"suffix"#, "a string with a suffix"),
        ] {
            assert_eq!(parse_str(source), Err(Mistake::NotAString(found)), "{source}");
        }
    }

    #[test]
    fn what_is_no_literal_is_told_apart() {
        for (source, mistake) in [
            ("", Mistake::NoArgument),
            (",", Mistake::NoArgument),
            (r#""A",,"B""#, Mistake::NoArgument),
            ("NAME", Mistake::NotALiteral(Some("NAME".into()))),
            ("config::NAME", Mistake::NotALiteral(None)),
            ("-1", Mistake::NotALiteral(None)),
            (r#"("NAME")"#, Mistake::NotALiteral(None)),
            (r#""A" + "B""#, Mistake::NotALiteral(None)),
            (r#"concat!("A", "B")"#, Mistake::NestedMacro),
            (r#"std::concat!["A"]"#, Mistake::NestedMacro),
            (r#""A", NAME"#, Mistake::NotALiteral(Some("NAME".into()))),
            (r#""A" "B""#, Mistake::NoComma),
            (r#"maybe "A""#, Mistake::UnknownWord),
            (r#""A", default = "B""#, Mistake::DefaultValue),
        ] {
            assert_eq!(parse_str(source), Err(mistake), "{source}");
        }
    }
}
