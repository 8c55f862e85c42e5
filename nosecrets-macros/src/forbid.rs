//! `#[forbid_secrets]`: checks the literals of an item.
//!
//! The item is not parsed. Names and literals are recognised as tokens, so the walk costs next to
//! nothing and accepts everything that rustc accepts.

use nosecrets_detectors::context::Words;
use nosecrets_detectors::judge::Names;

use crate::check;
use crate::error::Error;
use crate::input::is_word;
use crate::mistake::Mistake;
use crate::pm::{Delimiter, Spacing, Span, TokenStream, TokenTree};
use crate::unescape;

/// Minimum length of a credential, in bytes.
const SHORTEST: usize = 8;

/// Maximum length of a name, in bytes. Longer ones are prose.
const LONGEST_NAME: usize = 64;

/// Every literal in `item` that is a credential.
pub(crate) fn errors(item: TokenStream) -> Vec<Error> {
    let mut errors = Vec::new();
    walk(item, &Statement::default(), true, &mut errors);
    errors
}

/// The names before a literal in its statement.
#[derive(Default, Clone)]
struct Statement {
    names: Vec<String>,
    /// The name that is bound: the last one before the first `:` or `=`.
    own: Option<String>,
}

impl Statement {
    /// Adds the names in a token, or ends the statement.
    fn take(&mut self, token: &TokenTree, is_path: bool, commas_part: bool) {
        match token {
            TokenTree::Ident(name) => self.names.push(name.to_string()),
            TokenTree::Punct(punct) => match punct.as_char() {
                ';' => *self = Statement::default(),
                ',' if commas_part => *self = Statement::default(),
                ':' | '=' if !is_path && self.own.is_none() => self.own = self.names.last().cloned(),
                _ => {}
            },
            _ => {}
        }
    }

    fn error(&self, value: &[u8], start: Span, end: Span) -> Option<Error> {
        if value.len() < SHORTEST {
            return None;
        }
        let all = Words::of(self.names.iter().map(String::as_str));
        let own = Words::of(self.own.as_ref().or(self.names.last()).map(String::as_str));
        let found = check::credential(value, Names { all: &all, near: &all, own: &own })?;
        let (title, env, redacted) = (found.title, found.env, found.redacted);
        Some(Error::new(start, end, Mistake::Forbidden { title, env, redacted }))
    }
}

/// Adds the credentials in `stream`. `outer` is the statement that it is part of. Commas separate
/// the statements of a block, but not the arguments of a call.
fn walk(stream: TokenStream, outer: &Statement, commas_part: bool, errors: &mut Vec<Error>) {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let mut statement = outer.clone();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Literal(literal) => {
                let Some(value) = unescape::bytes(&literal.to_string()) else { continue };
                errors.extend(statement.error(&value, literal.span(), literal.span()));
                // `("twilio_auth_token", "…")`
                statement.names.extend(name(value));
            }
            TokenTree::Group(group) => {
                let before = errors.len();
                let in_block = group.delimiter() == Delimiter::Brace;
                walk(group.stream(), &statement, in_block, errors);
                if errors.len() == before {
                    errors.extend(joined(&tokens[..at], group.delimiter(), group.stream(), &statement));
                }
                if in_block {
                    statement = outer.clone();
                }
            }
            token => statement.take(token, is_path(&tokens, at), commas_part),
        }
    }
}

/// A credential in fragments: the arguments of `concat!`, or the bytes of an array.
fn joined(before: &[TokenTree], delimiter: Delimiter, stream: TokenStream, statement: &Statement) -> Option<Error> {
    let is_concat = matches!(before, [.., TokenTree::Ident(name), TokenTree::Punct(_)] if is_word(name, "concat"));
    if !is_concat && delimiter != Delimiter::Bracket {
        return None;
    }
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let mut value = Vec::new();
    for piece in tokens.split(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')) {
        match piece {
            [TokenTree::Literal(literal)] if is_concat => value.extend(unescape::piece(&literal.to_string())?),
            [TokenTree::Literal(literal)] => value.push(unescape::byte(&literal.to_string())?),
            [] => {}
            _ => return None,
        }
    }
    statement.error(&value, tokens.first()?.span(), tokens.last()?.span())
}

/// A string as a name for what follows it.
fn name(value: Vec<u8>) -> Option<String> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.".contains(byte);
    let is_name = value.len() <= LONGEST_NAME && value.iter().all(is_part);
    is_name.then(|| String::from_utf8(value).ok()).flatten()
}

/// Whether the token is half of `::`, `==`, `=>` or a similar operator.
fn is_path(tokens: &[TokenTree], at: usize) -> bool {
    let is_joint = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint);
    is_joint(&tokens[at]) || at.checked_sub(1).is_some_and(|before| is_joint(&tokens[before]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use nosecrets_detectors::BUILTIN;

    fn canary() -> String {
        "nosecrets_canary_".chars().chain("tbl9pxm3wkv0rz7q".chars().rev()).collect()
    }

    /// The kinds of credential in `source`, in which `CANARY` is replaced by one.
    fn kinds(source: &str) -> Vec<&'static str> {
        let item = source.replace("CANARY", &canary()).parse().expect("tokens");
        let kind = |error: Error| match error.mistake {
            Mistake::Forbidden { title, .. } => title,
            mistake => panic!("{mistake}"),
        };
        errors(item).into_iter().map(kind).collect()
    }

    #[test]
    fn a_credential_is_found_in_every_literal() {
        for literal in
            ["\"CANARY\"", "r#\"CANARY\"#", "b\"CANARY\"", "br\"CANARY\"", "c\"CANARY\"", "\"token=CANARY;\""]
        {
            let source = format!("fn f() {{ if x {{ g(&[1], {literal}); }} }}");
            assert_eq!(kinds(&source), ["nosecrets canary token"], "{literal}");
        }
        assert_eq!(kinds("#[doc = \"CANARY\"] struct S;").len(), 1);
        assert_eq!(kinds("mod m { const A: &str = \"CANARY\"; fn f() -> &'static str { \"CANARY\" } }").len(), 2);
    }

    #[test]
    fn pieces_are_joined() {
        let (head, tail) = (&canary()[..20], &canary()[20..]);
        assert_eq!(kinds(&format!("const A: &str = concat!({head:?}, {tail:?},);")).len(), 1);
        assert_eq!(kinds(&format!("const A: [&str; 2] = [{head:?}, {tail:?}];")).len(), 0);
        let numbers: Vec<String> = canary().bytes().map(|byte| format!("{byte}u8")).collect();
        let chars: Vec<String> = canary().chars().map(|c| format!("{c:?}")).collect();
        let bytes: Vec<String> = canary().chars().map(|c| format!("b{c:?}")).collect();
        for pieces in [numbers, chars, bytes] {
            assert_eq!(kinds(&format!("const A: &[u8] = &[{}];", pieces.join(", "))).len(), 1, "{pieces:?}");
        }
    }

    #[test]
    fn a_credential_that_needs_a_name_is_found_beside_it() {
        let detector = BUILTIN.by_id("twilio-auth-token").expect("there");
        assert!(!detector.context.is_empty());
        // Multiples of the golden ratio, which look random.
        let digits = (1..=32u32).map(|at| at.wrapping_mul(0x9e37_79b9) >> 28);
        let token: String = digits.map(|digit| char::from_digit(digit, 16).unwrap()).collect();
        for source in [
            "const TWILIO_AUTH_TOKEN: &str = \"TOKEN\";",
            "fn f() { let twilio_auth_token = \"TOKEN\"; }",
            "fn f() { g((\"twilio_auth_token\", \"TOKEN\")); }",
            "fn f() -> S { S { twilio_auth_token: \"TOKEN\".into() } }",
        ] {
            assert_eq!(kinds(&source.replace("TOKEN\"", &format!("{token}\""))).len(), 1, "{source}");
        }
        for source in [
            "const CHECKSUM: &str = \"TOKEN\";",
            "fn f() { let twilio_auth_token = g(); let other = \"TOKEN\"; }",
            "fn f() -> S { S { twilio_auth_token: x, other: \"TOKEN\".into() } }",
        ] {
            assert_eq!(kinds(&source.replace("TOKEN\"", &format!("{token}\""))), [""; 0], "{source}");
        }
    }

    #[test]
    fn other_literals_are_left_alone() {
        for source in ["fn f() { g(1, 2.5, 'a', \"text\", b\"bytes\", [0; 32], [1, 2, 3], concat!(\"a\", 1)); }", ""] {
            assert_eq!(kinds(source), [""; 0], "{source}");
        }
    }
}
