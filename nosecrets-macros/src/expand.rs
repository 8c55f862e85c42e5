//! Places → code.

use std::fmt::Write as _;

use crate::pm::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use crate::reference::Place;

/// The name of `nosecrets` in the code that `env_secret!` expands to.
const ROOT: &str = "__nosecrets";

/// A constant expression that refers to the first of `places` that has the secret.
///
/// `root` is the token `$crate`. It cannot be written as text, because it refers to the crate that
/// it comes from. Everything else is parsed by the compiler.
pub(crate) fn constant(places: &[Place], optional: bool, root: Ident) -> TokenStream {
    block(root, &reference(places, optional, ROOT))
}

/// A value of the type that [`constant`] has, for use after a mistake.
pub(crate) fn placeholder(optional: bool, root: Ident) -> TokenStream {
    block(root, &format!("{ROOT}::{}::new(&[])", kind(optional)))
}

/// `use $crate as __nosecrets;` and the code.
fn block(root: Ident, code: &str) -> TokenStream {
    let import = TokenTree::Ident(Ident::new("use", Span::call_site()));
    let rest = format!("as {ROOT}; {code}").parse::<TokenStream>().unwrap_or_default();
    let mut tokens = vec![import, TokenTree::Ident(root)];
    add(&mut tokens, rest);
    stream(tokens)
}

/// Appends the tokens of a stream.
///
/// This and [`stream`] are compiled once for lists of tokens, instead of once for each chain of
/// iterators.
pub(crate) fn add(tokens: &mut Vec<TokenTree>, stream: TokenStream) {
    for token in stream {
        tokens.push(token);
    }
}

/// A stream of tokens.
pub(crate) fn stream(tokens: Vec<TokenTree>) -> TokenStream {
    tokens.into_iter().collect()
}

/// The source code of statements that end in a reference. `root` is the path of `nosecrets`.
///
/// It is a `const` item, because only a constant that calls `const` functions can be borrowed with
/// the lifetime `'static`.
pub(crate) fn reference(places: &[Place], optional: bool, root: &str) -> String {
    let mut written = Vec::new();
    for place in places {
        written.push(self::place(place, root));
    }
    let (places, kind) = (joined(&written, ", "), kind(optional));
    format!("const PLACES: &[{root}::Place] = &[{places}]; {root}::{kind}::new(PLACES)")
}

/// The texts joined by `between`. The standard `join` is generic, and takes ten times as long to
/// compile.
pub(crate) fn joined(texts: &[String], between: &str) -> String {
    let mut joined = String::new();
    for (at, text) in texts.iter().enumerate() {
        if at > 0 {
            joined.push_str(between);
        }
        joined.push_str(text);
    }
    joined
}

/// Tokens in braces.
pub(crate) fn braced(tokens: TokenStream) -> TokenStream {
    TokenTree::from(Group::new(Delimiter::Brace, tokens)).into()
}

/// The type that `env_secret!` expands to.
fn kind(optional: bool) -> &'static str {
    if optional {
        "OptionalSecretRef"
    } else {
        "SecretRef"
    }
}

fn place(place: &Place, root: &str) -> String {
    let mut code = format!("{root}::Place::new({:?}, {:?})", place.scheme, place.path);
    if !place.params.is_empty() {
        let _ = write!(code, ".with_params(&{:?})", place.params);
    }
    if let Some(field) = &place.field {
        let _ = write!(code, ".with_field({field:?})");
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference;

    #[test]
    fn the_value_is_looked_up_at_run_time_only() {
        let env = Place { scheme: "env", path: "TOKEN".into(), params: Vec::new(), field: None };
        let vault = reference::place("vault://secret/x?version=3#k").expect("a scheme").expect("right");
        let root = Ident::new("root", Span::call_site());
        let code = constant(&[env, vault], false, root).to_string().replace(' ', "");
        let places = r#"N::Place::new("env","TOKEN"),N::Place::new("vault","secret/x").with_params(&[("version","3")]).with_field("k")"#;
        let expected = format!("userootasN;constPLACES:&[N::Place]=&[{places}];N::SecretRef::new(PLACES)");
        assert_eq!(code, expected.replace('N', ROOT).replace(&format!("TOKE{ROOT}"), "TOKEN"));
    }

    #[test]
    fn no_text_breaks_out_of_its_literal() {
        let text = "a\"\\'\u{301}\u{200b}{}ö";
        let place = Place {
            scheme: "aws-sm",
            path: text.into(),
            params: vec![("stage", text.into())],
            field: Some(text.into()),
        };
        let code = reference(&[place], true, ROOT);
        let literals: Vec<String> = code.split('"').map(str::to_owned).collect();
        assert!(code.parse::<TokenStream>().is_ok() && literals.len() > 8);
        assert_eq!(crate::unescape::string(&format!("{text:?}")).as_deref(), Some(text));
    }
}
