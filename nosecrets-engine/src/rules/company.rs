//! Which words in a file have in their company what a rule could object to.
//!
//! A secret's name alone concerns no rule: there must be a value near it, a type
//! that is shown, or a macro that shows it. Looking for that among the bytes costs
//! little; parsing every item that holds a name would take longer than the scan.

use std::ops::Range;

use super::secret::{shape, value};
use crate::lexer::{Kind, Token, is_word_byte};

/// How far a value or macro may be from a name, in bytes.
const NEAR: usize = 200;

/// How far before a field its `derive` may be, in bytes.
const STRUCT: usize = 8000;

/// What the macros that show their arguments have in their names.
const SHOWING: &[&[u8]] = &[
    b"print",
    b"trace!",
    b"debug!",
    b"info!",
    b"warn!",
    b"error!",
    b"log!",
    b"panic!",
    b"dbg!",
    b"bail!",
    b"anyhow!",
    b"#[error",
    b"span!",
    b"event!",
    b"instrument",
    b"format!",
];

/// How the types begin that would show a secret in them.
const SHOWN_TYPES: &[&[u8]] = &[
    b"String",
    b"Option<String",
    b"&",
    b"Vec<u8",
    b"Cow<",
    b"Box<str",
    b"Arc<str",
    b"Rc<str",
    b"Option<&",
    b"Option<Vec<u8",
    b"Option<Cow",
    b"[u8",
    b"Zeroizing",
    b"std::",
    b"alloc::",
];

/// Code in which a value is used if there is no other.
const STANDING_IN: &[&[u8]] =
    &[b"unwrap_or", b"or_else", b".or(", b"get_or_insert", b"map_or", b"Err", b"None", b"option_env", b"_ =>", b"else"];

/// Literals and comments of a file.
pub(super) struct Values<'t> {
    /// Starts of the literals that could be a secret and are no plain word.
    odd: Vec<usize>,
    /// Starts of plain words: secrets only under a strong name.
    plain: Vec<usize>,
    /// All literals and comments.
    tokens: &'t [Token],
}

impl Values<'_> {
    /// The values of a source.
    pub(super) fn of<'t>(source: &[u8], tokens: &'t [Token]) -> Values<'t> {
        let mut values = Values { odd: Vec::new(), plain: Vec::new(), tokens };
        for token in tokens {
            match likeness(source, token) {
                Some(Likeness::Odd) => values.odd.push(token.start),
                Some(Likeness::Plain) => values.plain.push(token.start),
                None => {}
            }
        }
        values
    }

    /// Whether one of them is near a name.
    fn are_near(&self, source: &[u8], name: &Range<usize>, strength: Strength) -> bool {
        let near = name.start.saturating_sub(NEAR)..name.end + NEAR;
        let any = |starts: &[usize]| {
            let first = starts.partition_point(|&start| start < near.start);
            starts.get(first).is_some_and(|&start| start < near.end)
        };
        any(&self.odd)
            || match strength {
                Strength::Weak => false,
                Strength::Secret => any(&self.plain) && self.may_be_secret(source, &near),
                Strength::Password => any(&self.plain),
            }
    }

    /// Whether one of the plain words in a range speaks of a secret, or stands in for
    /// what is not set.
    fn may_be_secret(&self, source: &[u8], near: &Range<usize>) -> bool {
        let from = self.tokens.partition_point(|token| token.start < near.start);
        let tokens = self.tokens[from..].iter().take_while(|token| token.start < near.end);
        let mut texts = tokens.filter_map(|token| std::str::from_utf8(&source[token.inner.clone()]).ok());
        let code = &source[near.start..near.end.min(source.len())];
        texts.any(|text| value::is_common(text) || value::calls_itself_secret(text))
            || STANDING_IN.iter().any(|part| memchr::memmem::find(code, part).is_some())
    }

    /// The literal or comment in which a name stands.
    fn around(&self, name: &Range<usize>) -> Option<&Token> {
        let after = self.tokens.partition_point(|token| token.start <= name.start);
        after.checked_sub(1).map(|at| &self.tokens[at]).filter(|token| name.end <= token.end)
    }
}

/// Likeness of a literal to a secret.
enum Likeness {
    Odd,
    Plain,
}

/// How much a name says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
    /// Its value must look odd.
    Weak,
    /// A word is its value if it speaks of a secret, or stands in for one.
    Secret,
    /// Any word is its value.
    Password,
}

/// What a literal may be, as far as a glance tells.
fn likeness(source: &[u8], token: &Token) -> Option<Likeness> {
    let inner = &source[token.inner.clone()];
    match token.kind {
        Kind::Array => return Some(Likeness::Odd),
        Kind::Char | Kind::Byte => return None,
        kind if kind.is_comment() => return None,
        _ => {}
    }
    if inner.len() < 3 || inner.len() > 4096 {
        return None;
    }
    let is_key = inner.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'_');
    // A value that goes on in the next line has blanks only in the source.
    if is_key || (!token.escaped && is_sentence(inner)) {
        return None;
    }
    let text = std::str::from_utf8(inner).unwrap_or_default();
    if !token.escaped && is_no_secret(text) {
        return None;
    }
    let is_word = inner.iter().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-' | b'.'));
    Some(if is_word || shape::is_camel(text) { Likeness::Plain } else { Likeness::Odd })
}

/// Whether a text is something that is a secret under no name.
fn is_no_secret(text: &str) -> bool {
    shape::is_screaming(text)
        || shape::is_header(text)
        || (shape::is_url(text) && !text.contains(['@', '=']))
        || shape::is_dotted_number(text)
}

/// Whether a text has blanks, and nothing that makes it more than words.
fn is_sentence(text: &[u8]) -> bool {
    const SCHEMES: &[&[u8]] = &[b"basic ", b"bearer ", b"token ", b"bot "];
    let has_scheme =
        SCHEMES.iter().any(|scheme| text.len() > scheme.len() && text[..scheme.len()].eq_ignore_ascii_case(scheme));
    memchr::memchr3(b' ', b'\n', b'\t', text).is_some()
        && !has_scheme
        && memchr::memchr3(b'=', b'"', b':', text).is_none()
}

/// Whether something near a name could concern a rule. Under a strong name even a
/// plain word is a secret.
pub(super) fn has_company(source: &[u8], name: &Range<usize>, strength: Strength, values: &Values<'_>) -> bool {
    let near = || values.are_near(source, name, strength);
    match values.around(name) {
        Some(token) if token.kind.is_comment() => false,
        Some(_) => near() || (is_interpolated(source, name) && is_shown(source, name)),
        None => near() || is_shown(source, name) || is_derived(source, name),
    }
}

/// Whether a name within a text stands for a variable: `{name`.
fn is_interpolated(source: &[u8], name: &Range<usize>) -> bool {
    let before = &source[..name.start];
    let ident = before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    before[..before.len() - ident].ends_with(b"{")
}

fn is_shown(source: &[u8], name: &Range<usize>) -> bool {
    let before = &source[name.start.saturating_sub(NEAR)..name.start];
    SHOWING.iter().any(|part| memchr::memmem::find(before, part).is_some())
}

/// Whether a name is that of a field of something whose traits are derived.
fn is_derived(source: &[u8], name: &Range<usize>) -> bool {
    let before = &source[name.start.saturating_sub(STRUCT)..name.start];
    is_field(source, name)
        && memchr::memmem::rfind(before, b"derive(").is_some_and(|derive| !holds_function(&before[derive..]))
}

/// Whether a function begins in code: then what follows is its parameter, or a variable.
fn holds_function(code: &[u8]) -> bool {
    let is_code = |at: usize| {
        let line = memchr::memrchr(b'\n', &code[..at]).map_or(0, |end| end + 1);
        !code[line..at].trim_ascii_start().starts_with(b"//")
    };
    memchr::memmem::find_iter(code, b"fn ").any(is_code)
}

/// Whether the name ends before a type that would show a secret: of a field, or of a
/// variant, which begins with a capital.
fn is_field(source: &[u8], name: &Range<usize>) -> bool {
    let after = &source[name.end..source.len().min(name.end + 80)];
    let ident = after.iter().take_while(|&&byte| is_word_byte(byte)).count();
    let begins = || {
        let before = source[..name.start].iter().rev().take_while(|&&byte| is_word_byte(byte)).count();
        source[name.start - before].is_ascii_uppercase()
    };
    let ty = match &after[ident..] {
        [b':', ty @ ..] => ty,
        [b'(', ty @ ..] if begins() => ty,
        _ => return false,
    };
    let ty = after_visibility(ty.trim_ascii_start());
    SHOWN_TYPES.iter().any(|shown| ty.starts_with(shown))
}

/// What stands after `pub`, if it is there: fields of tuples have it before their types.
fn after_visibility(ty: &[u8]) -> &[u8] {
    let Some(rest) = ty.strip_prefix(b"pub") else { return ty };
    let rest = rest.trim_ascii_start();
    let within = rest.strip_prefix(b"(").and_then(|rest| rest.iter().position(|&byte| byte == b')').map(|end| &rest[end + 1..]));
    within.unwrap_or(rest).trim_ascii_start()
}

/// Whether what follows `env!(` or `include_str!(` names a secret or its file.
pub(super) fn names_secret_after(source: &[u8], from: usize) -> bool {
    const PARTS: &[&[u8]] = &[
        b"passw", b"secret", b"token", b"key", b"cred", b"auth", b"pwd", b"dsn", b"jwt", b"pass", b".env", b".pem",
        b".p12", b".pfx", b"id_", b".jks", b"service", b"out_dir", b"private", b"cert", b"salt", b"seed", b"url",
    ];
    let after = source[from..source.len().min(from + 120)].to_ascii_lowercase();
    PARTS.iter().any(|part| memchr::memmem::find(&after, part).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether `password` in a source has company.
    fn company(source: &str) -> bool {
        let at = source.find("passw").unwrap();
        let mut tokens = Vec::new();
        crate::lexer::lex(source.as_bytes(), |token| tokens.push(token));
        has_company(source.as_bytes(), &(at..at + 5), Strength::Password, &Values::of(source.as_bytes(), &tokens))
    }

    #[test]
    fn a_value_near_the_name_is_company() {
        for source in
            ["let password = \"hunter2\";", "let p = \"letmein\"; login(password(p))", "password: &[1,2,3,4,5,6,7,8]"]
        {
            assert!(company(source), "{source}");
        }
    }

    #[test]
    fn what_shows_the_name_is_company() {
        for source in [
            "println!(\"{}\", password)",
            "#[derive(Debug)] struct A { password: String }",
            "#[derive(Debug)] struct Apassword(pub String);",
            "#[derive(Debug)] struct Apassword(pub(crate) String);",
        ] {
            assert!(company(source), "{source}");
        }
    }

    #[test]
    fn a_name_without_value_has_none() {
        for source in ["fn f(password: &str) {}", "if a.password == b.password {}", "PASSWORD; passw(\"PASS_WORD\")"] {
            assert!(!company(source), "{source}");
        }
    }
}
