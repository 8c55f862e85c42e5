//! Which names in a file have in their company what a rule could object to.
//!
//! A secret's name alone concerns no rule: there must be a value near it that could be
//! the secret, a type that is shown, or a macro that shows it. Looking for that among
//! the bytes costs little; parsing every item that holds a name would take longer than
//! the scan.

use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

use super::hard_coded_secret::without_scheme;
use super::secret::name::{self, Claim, Kind as Secret, Strength};
use super::secret::{shape, url, value};
use crate::lexer::{Kind, Token, is_word_byte};
use crate::prefilter::value_of;
use crate::syntax::entries;

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
const STANDING_IN: &[&[u8]] = &[
    b"unwrap_or",
    b"or_else",
    b".or(",
    b"get_or_insert",
    b"map_or",
    b"Err",
    b"None",
    b"option_env",
    b"_ =>",
    b"else",
    b"efault",
];

/// Code that puts texts together.
const JOINING: &[&[u8]] = &[b"concat", b"push_str", b"format!", b".join", b"+"];

/// Code that makes the value of a header.
const HEADER: &[&[u8]] = &[b"HeaderValue"];

/// Any word is the value of such a name.
const PASSWORD: Claim = Claim { kind: Secret::Password, strength: Strength::Strong };

/// The names of a file, and what they have near them.
pub(super) struct Company<'s> {
    source: &'s [u8],
    /// All literals and comments.
    tokens: &'s [Token],
    /// What each of them may be, as far as it has been asked for.
    looks: Vec<Cell<Option<Look>>>,
    /// What each name claims.
    claims: HashMap<&'s [u8], Option<Claim>>,
    /// Start of the last literal that was asked about, and whether a name and its value
    /// may both stand in it.
    pair: Option<(usize, bool)>,
}

/// What a literal could be, as far as a glance tells.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Look {
    /// No secret.
    Nothing,
    /// A secret under any name: it looks drawn, says that it is one, or cannot be read
    /// so easily.
    Drawn,
    /// A password, a part of a secret, or what is used if no other is set.
    Odd,
    /// The same, but no part.
    Plain,
}

impl<'s> Company<'s> {
    pub(super) fn new(source: &'s [u8], tokens: &'s [Token]) -> Company<'s> {
        Company { source, tokens, looks: Vec::new(), claims: HashMap::new(), pair: None }
    }

    /// Whether the name that holds a word has something near it that could concern a
    /// rule.
    pub(super) fn of(&mut self, word: &Range<usize>) -> bool {
        match self.around(word) {
            Some(token) if token.kind.is_comment() => false,
            Some(token) => self.of_text(token, word),
            None => self.of_name(&ident(self.source, word)),
        }
    }

    /// Whether a place is in no literal and no comment.
    pub(super) fn is_in_code(&self, at: usize) -> bool {
        self.around(&(at..at)).is_none()
    }

    /// Whether the function or type is called that has a word in its name.
    pub(super) fn is_called(&self, word: &Range<usize>) -> bool {
        let source = self.source;
        if !self.is_in_code(word.start) {
            return false;
        }
        if !source[word.end - 1].is_ascii_alphanumeric() {
            return true;
        }
        let name = ident(source, word);
        let is_defined = source[..name.start].trim_ascii_end().ends_with(b"fn");
        let after = source[name.end..].trim_ascii_start();
        !is_defined && (after.starts_with(b"(") || after.starts_with(b"::") || after.starts_with(b"<"))
    }

    /// Whether a name in code has such company.
    fn of_name(&mut self, name: &Range<usize>) -> bool {
        let Some(claim) = self.claim(name) else { return false };
        self.is_value_near(name, claim)
            || (claim.strength == Strength::Strong && is_shown(self.source, name))
            || (is_told(&self.source[name.clone()], claim) && is_derived(self.source, name))
    }

    /// The same for a name in a literal: the text itself, or that of a variable.
    fn of_text(&mut self, token: &Token, word: &Range<usize>) -> bool {
        if is_interpolated(self.source, word) && is_shown(self.source, word) {
            return true;
        }
        self.may_hold_pair(token)
            || self.claim(&token.inner).is_some_and(|claim| self.is_value_near(&token.inner, claim))
    }

    /// Whether a name and its value may both stand in a literal, which may be long and
    /// have many words.
    fn may_hold_pair(&mut self, token: &Token) -> bool {
        if let Some((_, may)) = self.pair.filter(|(start, _)| *start == token.start) {
            return may;
        }
        let mut scratch = Vec::new();
        let text = std::str::from_utf8(value_of(self.source, token, &mut scratch)).unwrap_or_default();
        let may = url::may_hold_pair(text.as_bytes()) || entries::keys(text).any(|key| name::claim(key).is_some());
        self.pair = Some((token.start, may));
        may
    }

    fn claim(&mut self, name: &Range<usize>) -> Option<Claim> {
        let name = &self.source[name.clone()];
        if name.len() > name::MAX_NAME {
            return None;
        }
        *self.claims.entry(name).or_insert_with(|| std::str::from_utf8(name).ok().and_then(name::claim))
    }

    /// Whether a literal is near a name that could be what it claims, or a header is
    /// made that could be.
    fn is_value_near(&mut self, name: &Range<usize>, claim: Claim) -> bool {
        if self.looks.is_empty() {
            self.looks.resize(self.tokens.len(), Cell::new(None));
        }
        let near = name.start.saturating_sub(NEAR)..(name.end + NEAR).min(self.source.len());
        let from = self.tokens.partition_point(|token| token.start < near.start);
        let to = self.tokens.partition_point(|token| token.start < near.end);
        let code = &self.source[near];
        let looks = || (from..to).map(|at| self.look(at));
        let has = |parts: &[&[u8]]| parts.iter().any(|part| memchr::memmem::find(code, part).is_some());
        looks().any(|look| look == Look::Drawn)
            || (claim == PASSWORD && (from..to).any(|at| self.may_be_password(at)))
            || (looks().any(|look| look == Look::Odd) && has(JOINING))
            || (claim.strength == Strength::Strong && looks().any(|look| look != Look::Nothing) && has(STANDING_IN))
            || ((claim.strength == Strength::Strong || claim.kind == Secret::Credential) && has(HEADER))
    }

    fn look(&self, at: usize) -> Look {
        let look = self.looks[at].get().unwrap_or_else(|| look(self.source, &self.tokens[at]));
        self.looks[at].set(Some(look));
        look
    }

    fn may_be_password(&self, at: usize) -> bool {
        let mut scratch = Vec::new();
        let text = std::str::from_utf8(value_of(self.source, &self.tokens[at], &mut scratch));
        self.look(at) != Look::Nothing && text.is_ok_and(value::may_be_password)
    }

    /// The literal or comment in which a word stands.
    fn around(&self, word: &Range<usize>) -> Option<&'s Token> {
        let after = self.tokens.partition_point(|token| token.start <= word.start);
        after.checked_sub(1).map(|at| &self.tokens[at]).filter(|token| word.end <= token.end)
    }
}

/// The identifier in which a word stands; of one that is longer than a name as much as
/// says so.
fn ident(source: &[u8], word: &Range<usize>) -> Range<usize> {
    let (before, after) = (&source[..word.start], &source[word.end..]);
    let before = before.iter().rev().take(name::MAX_NAME).take_while(|&&byte| is_word_byte(byte)).count();
    let after = after.iter().take(name::MAX_NAME).take_while(|&&byte| is_word_byte(byte)).count();
    word.start - before..word.end + after
}

/// What a literal may be, as far as a glance tells.
fn look(source: &[u8], token: &Token) -> Look {
    match token.kind {
        Kind::Array => return Look::Drawn,
        Kind::Char | Kind::Byte => return Look::Nothing,
        kind if kind.is_comment() => return Look::Nothing,
        _ => {}
    }
    if token.inner.len() < 3 || token.inner.len() > 4096 {
        return Look::Nothing;
    }
    let mut scratch = Vec::new();
    // Bytes that are no text may be a key.
    let Ok(text) = std::str::from_utf8(value_of(source, token, &mut scratch)) else { return Look::Drawn };
    let text = without_scheme(text);
    let is_key = text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    if is_key || text.contains([' ', '\n', '\t']) || is_no_secret(text) {
        return Look::Nothing;
    }
    let is_word = text.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-' | b'.'));
    match () {
        () if value::may_be_drawn(text) => Look::Drawn,
        () if is_word || shape::is_camel(text) => Look::Plain,
        () => Look::Odd,
    }
}

/// Whether a text is something that is a secret under no name.
fn is_no_secret(text: &str) -> bool {
    shape::is_screaming(text)
        || shape::is_header(text)
        || (shape::is_url(text) && !text.contains(['@', '=']))
        || shape::is_dotted_number(text)
}

/// Whether a name within a text stands for a variable: `{name`.
fn is_interpolated(source: &[u8], name: &Range<usize>) -> bool {
    source[..ident(source, name).start].ends_with(b"{")
}

/// Whether a type shows the field of that name, if it shows any.
fn is_told(name: &[u8], claim: Claim) -> bool {
    claim.strength == Strength::Strong || name == b"token"
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
    let within =
        rest.strip_prefix(b"(").and_then(|rest| rest.iter().position(|&byte| byte == b')').map(|end| &rest[end + 1..]));
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

    /// Whether a word in a source has company.
    fn has_company(source: &str, word: &str) -> bool {
        let at = source.find(word).unwrap();
        let mut tokens = Vec::new();
        crate::lexer::lex(source.as_bytes(), |token| tokens.push(token));
        Company::new(source.as_bytes(), &tokens).of(&(at..at + word.len()))
    }

    fn company(source: &str) -> bool {
        has_company(source, "passw")
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
        for source in ["println!(\"{}\", password)", "#[derive(Debug)] struct A { password: String }"] {
            assert!(company(source), "{source}");
        }
    }

    #[test]
    fn a_field_without_name_is_called_by_its_type() {
        for field in ["String", "pub String", "pub(crate) &'static str"] {
            assert!(has_company(&format!("#[derive(Debug)] struct ChallengePassword({field});"), "Passw"), "{field}");
        }
    }

    #[test]
    fn only_what_looks_drawn_is_company_of_a_token() {
        let drawn = "q7Zr0vKw3mXp9LbT2sYe";
        for (value, is_company) in [(drawn, true), ("sunny42", false), ("token_stream", false), ("TokenStream", false)]
        {
            assert_eq!(has_company(&format!("let api_token = \"{value}\";"), "token"), is_company, "{value}");
        }
        let fallback = "let api_token = read().unwrap_or(\"sunny42\");";
        assert!(has_company(fallback, "token"));
        assert!(!has_company(&format!("let next_token = \"{drawn}\";"), "token"));
    }

    #[test]
    fn settings_in_a_literal_are_names_and_values() {
        assert!(company(r##"f(r#"{ "password": "hunter2" }"#);"##));
        assert!(company("f(\"host=db password=hunter2\");"));
        assert!(has_company("f(\"DB_PASSWORD=hunter2\");", "PASSW"));
        assert!(!company("f(\"the password: none\");"));
    }

    #[test]
    fn a_name_without_value_has_none() {
        for source in ["fn f(password: &str) {}", "if a.password == b.password {}", "PASSWORD; passw(\"PASS_WORD\")"] {
            assert!(!company(source), "{source}");
        }
    }
}
