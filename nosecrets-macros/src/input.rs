//! Tokens → one string literal.

use proc_macro2::{Delimiter, Literal, Span, TokenStream, TokenTree};

use crate::error::{Error, Mistake};
use crate::unescape;

/// The argument of a macro: one string literal.
#[derive(Debug)]
pub(crate) struct Argument {
    /// Its value, escapes decoded.
    pub(crate) value: String,
    span: Span,
}

impl Argument {
    /// A mistake in the literal.
    pub(crate) fn error(&self, mistake: Mistake) -> Error {
        Error::new(self.span, self.span, mistake)
    }
}

/// The string literal that is all of `input`, but for a comma after it.
pub(crate) fn parse(input: TokenStream) -> Result<Argument, Error> {
    let mut tokens = unwrapped(input);
    if tokens.last().is_some_and(is_comma) {
        tokens.pop();
        tokens = unwrapped(tokens.into_iter().collect());
    }
    match &tokens[..] {
        [TokenTree::Literal(literal)] => string(literal),
        _ => Err(no_literal(&tokens)),
    }
}

/// The tokens of `stream`, out of the invisible groups in which `macro_rules`
/// hands on what matched `$name:expr` or `$name:literal`.
fn unwrapped(stream: TokenStream) -> Vec<TokenTree> {
    let mut tokens: Vec<TokenTree> = stream.into_iter().collect();
    while let [TokenTree::Group(group)] = &tokens[..] {
        if group.delimiter() != Delimiter::None {
            break;
        }
        tokens = group.stream().into_iter().collect();
    }
    tokens
}

fn string(literal: &Literal) -> Result<Argument, Error> {
    let source = literal.to_string();
    let span = literal.span();
    let value = unescape::string(&source);
    value
        .map(|value| Argument { value, span })
        .ok_or_else(|| Error::new(span, span, Mistake::NotAString(kind(&source))))
}

/// What a literal that is no string is, by how it begins.
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

/// What is wrong with tokens that are not one literal.
fn no_literal(tokens: &[TokenTree]) -> Error {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        return Error::new(Span::call_site(), Span::call_site(), Mistake::NoArgument);
    };
    if let Some(second) = tokens.iter().skip_while(|token| !is_comma(token)).nth(1) {
        return Error::new(second.span(), last.span(), Mistake::SeveralArguments);
    }
    let mistake = match tokens {
        [TokenTree::Ident(name)] => Mistake::NotALiteral(Some(name.to_string())),
        _ if tokens.windows(2).any(is_macro_call) => Mistake::NestedMacro,
        _ => Mistake::NotALiteral(None),
    };
    Error::new(first.span(), last.span(), mistake)
}

fn is_comma(token: &TokenTree) -> bool {
    is_punct(token, ',')
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

/// Whether the two tokens are `!(…)`, of which the path before is no matter.
fn is_macro_call(pair: &[TokenTree]) -> bool {
    is_punct(&pair[0], '!') && matches!(pair[1], TokenTree::Group(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proc_macro2::Group;

    fn parse_str(source: &str) -> Result<String, Mistake> {
        parse_tokens(source.parse().expect("tokens"))
    }

    fn parse_tokens(tokens: TokenStream) -> Result<String, Mistake> {
        parse(tokens).map(|argument| argument.value).map_err(|error| error.mistake)
    }

    fn invisible(tokens: TokenStream) -> TokenStream {
        TokenTree::from(Group::new(Delimiter::None, tokens)).into()
    }

    #[test]
    fn one_string_literal_is_taken_with_or_without_a_comma() {
        for source in [r#""NAME""#, r#""NAME","#, r##"r#"NAME"#"##, r#""\x4eAME""#] {
            assert_eq!(parse_str(source).as_deref(), Ok("NAME"), "{source}");
        }
    }

    #[test]
    fn what_macro_rules_hands_on_is_unwrapped() {
        let literal: TokenStream = r#""NAME""#.parse().expect("tokens");
        let mut wrapped = invisible(invisible(literal));
        assert_eq!(parse_tokens(wrapped.clone()).as_deref(), Ok("NAME"));
        wrapped.extend(",".parse::<TokenStream>());
        assert_eq!(parse_tokens(wrapped).as_deref(), Ok("NAME"));
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
            ("NAME", Mistake::NotALiteral(Some("NAME".into()))),
            ("config::NAME", Mistake::NotALiteral(None)),
            ("-1", Mistake::NotALiteral(None)),
            (r#"("NAME")"#, Mistake::NotALiteral(None)),
            (r#""A" + "B""#, Mistake::NotALiteral(None)),
            (r#"concat!("A", "B")"#, Mistake::NestedMacro),
            (r#"std::concat!["A"]"#, Mistake::NestedMacro),
            (r#""A", "B""#, Mistake::SeveralArguments),
            (r#"NAME, concat!("B")"#, Mistake::SeveralArguments),
        ] {
            assert_eq!(parse_str(source), Err(mistake), "{source}");
        }
    }
}
