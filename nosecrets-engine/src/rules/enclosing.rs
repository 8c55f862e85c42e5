//! Recognises what encloses a place in code without parsing: a macro call, an attribute, or a
//! field's type.
//!
//! The answers choose what is parsed. They may be yes where no rule reports anything, but never no
//! where one would.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use memchr::memmem;

use super::vocabulary::{ERROR_ATTRIBUTE, INSTRUMENT_ATTRIBUTE, SHOWING_MACROS, TEXT_TYPES};
use crate::lexer::{Token, indices_in, is_word_byte};

/// How far back the start of a macro call is looked for, in bytes.
const MAX_CALL: usize = 4096;

/// How far before a parameter its function's attribute may be, in bytes.
const MAX_SIGNATURE: usize = 1000;

/// The longest type that is read, in bytes; a longer one is taken for a string.
const MAX_TYPE: usize = 200;

/// Whether a place is among the arguments of a macro, or of `#[error(…)]`, that shows them.
///
/// Walks back over balanced brackets. Strings and comments are skipped as the tokens that they
/// are:
///
/// ```text
/// tracing::warn!(user = %name, "refused {}", self.password)
///              ^ unmatched: preceded by `warn!`    ^ at
/// ```
pub(super) fn is_shown(source: &[u8], tokens: &[Token], at: usize) -> bool {
    let horizon = at.saturating_sub(MAX_CALL);
    let mut before = indices_in(tokens, &(0..at)).end;
    let (mut at, mut depth) = (at, 0_usize);
    while at > horizon {
        if let Some(token) = before.checked_sub(1).map(|index| &tokens[index]).filter(|token| token.end >= at) {
            (at, before) = (token.start, before - 1);
            continue;
        }
        at -= 1;
        match source[at] {
            b')' | b']' | b'}' => depth += 1,
            b'(' | b'[' | b'{' if depth > 0 => depth -= 1,
            b'(' | b'[' | b'{' if opens_showing(&source[..at]) => return true,
            b'{' => return false,
            b';' if depth == 0 => return false,
            _ => {}
        }
    }
    false
}

/// Whether the bracket after this code opens the arguments of a macro or attribute that shows
/// them.
fn opens_showing(before: &[u8]) -> bool {
    let before = before.trim_ascii_end();
    match before.strip_suffix(b"!") {
        Some(path) => {
            let name = last_word(path.trim_ascii_end());
            SHOWING_MACROS.iter().any(|showing| showing.name.as_bytes() == name)
        }
        None => {
            let name = last_word(before);
            name == ERROR_ATTRIBUTE.as_bytes() && before[..before.len() - name.len()].trim_ascii_end().ends_with(b"[")
        }
    }
}

fn last_word(code: &[u8]) -> &[u8] {
    let len = code.iter().rev().take_while(|&&byte| is_word_byte(byte)).count();
    &code[code.len() - len..]
}

/// Whether a name may be a parameter of a function that `#[instrument]` logs.
pub(super) fn is_instrumented(source: &[u8], name: &Range<usize>) -> bool {
    let before = &source[name.start.saturating_sub(MAX_SIGNATURE)..name.start];
    source[name.end..].trim_ascii_start().starts_with(b":")
        && memmem::rfind(before, INSTRUMENT_ATTRIBUTE.as_bytes()).is_some()
}

/// Whether a name ends before a type that `Debug` may show: the type of a field, or of the one
/// value of a variant or tuple struct, which begins with a capital.
pub(super) fn is_field_of_text(source: &[u8], name: &Range<usize>) -> bool {
    let rest = source[name.end..].trim_ascii_start();
    let ty = match rest {
        [b':', b':', ..] => return false,
        [b':', ty @ ..] => ty,
        _ if !source[name.start].is_ascii_uppercase() => return false,
        [b'(', ty @ ..] => ty,
        // `struct ApiKey<'a>(&'a str);`
        [b'<', generics @ ..] => match generics.get(..generics.len().min(MAX_TYPE)).unwrap_or_default() {
            generics if memchr::memchr(b'(', generics).is_some() => generics,
            _ => return false,
        },
        _ => return false,
    };
    may_be_text(ty)
}

/// Whether the type at the start of some code may be a string or bytes, perhaps wrapped.
fn may_be_text(code: &[u8]) -> bool {
    let end = type_end(code);
    let ty = &code[..end.unwrap_or(code.len().min(MAX_TYPE))];
    let has_comment = || memmem::find(ty, b"//").is_some() || memmem::find(ty, b"/*").is_some();
    let mut words = ty.split(|&byte| !is_word_byte(byte));
    end.is_none() || words.any(|word| text_words().contains(word)) || has_comment()
}

/// Where a type ends that stands before `,`, `=`, `;` or a closing bracket; none if it is long.
fn type_end(code: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, &byte) in code.iter().enumerate().take(MAX_TYPE) {
        match byte {
            b'(' | b'[' | b'<' => depth += 1,
            b')' | b']' | b'}' if depth == 0 => return Some(at),
            b')' | b']' | b'>' => depth = depth.saturating_sub(1),
            b',' | b';' | b'=' if depth == 0 => return Some(at),
            _ => {}
        }
    }
    (code.len() < MAX_TYPE).then_some(code.len())
}

/// The last word of each type that `Debug` shows.
fn text_words() -> &'static BTreeSet<&'static [u8]> {
    static WORDS: OnceLock<BTreeSet<&[u8]>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let last = |ty: &&'static str| ty.as_bytes().rsplit(|&byte| !is_word_byte(byte)).find(|word| !word.is_empty());
        TEXT_TYPES.iter().filter_map(last).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(source: &str) -> usize {
        source.find("password").unwrap()
    }

    fn shows(source: &str) -> bool {
        let mut tokens = Vec::new();
        crate::lexer::lex(source.as_bytes(), |token| tokens.push(token));
        is_shown(source.as_bytes(), &tokens, place(source))
    }

    #[test]
    fn an_argument_of_a_showing_macro_is_shown() {
        for source in [
            "println!(\"{}\", password)",
            "tracing::warn!(user = %f(1), text = \")\", password)",
            "ensure! (ok, \"{}\", (&password))",
            "writeln![f, \"{}\", password]",
            "panic!{\"{}\", password}",
            "#[error(\"x\", password)]",
        ] {
            assert!(shows(source), "{source}");
        }
    }

    #[test]
    fn other_code_shows_nothing() {
        for source in [
            "println!(\"x\"); login(password)",
            "my_debug!(password)",
            "println!(\"{}\", { f(); password })",
            "error(password)",
            "log(password)",
        ] {
            assert!(!shows(source), "{source}");
        }
    }

    #[test]
    fn a_field_of_text_is_told_by_the_words_of_its_type() {
        let is_field = |source: &str| is_field_of_text(source.as_bytes(), &(0..source.find([':', '(', '<']).unwrap()));
        for source in [
            "password: Mutex<String>,",
            "password: std::sync::Arc<Option<Box<str>>> }",
            "password: /* , */ Other",
            "Password(pub(crate) SmolStr)",
            "Password<'a>(&'a str);",
        ] {
            assert!(is_field(source), "{source}");
        }
        for source in ["password: SecretString, name: String", "password::String", "password(String)"] {
            assert!(!is_field(source), "{source}");
        }
    }
}
