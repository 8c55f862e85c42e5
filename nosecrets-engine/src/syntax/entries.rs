//! Settings that a literal spells: JSON, `.env` and TOML text in the code.
//!
//! Each key names its value, as a key of a map does, and the value has its own
//! place in the literal.

use std::ops::Range;

use syn::LitStr;

use super::walker::Walker;
use crate::event::{Form, Value, What};
use crate::lexer;
use crate::literal::{NameKind, Part};

/// The longest text that is taken for settings, in bytes.
const MAX_TEXT: usize = 16 << 10;

/// The most entries of one text.
const MAX_ENTRIES: usize = 64;

impl Walker<'_> {
    /// Reports the values of the settings that a literal spells.
    pub(super) fn report_entries(&mut self, lit: &LitStr) {
        if !self.reports() {
            return;
        }
        let text = lit.value();
        let found: Vec<_> = entries(&text).take(MAX_ENTRIES).collect();
        if found.is_empty() || self.is_documentation() {
            return;
        }
        let Some(spelling) = lit.span().source_text() else { return };
        let base = self.base + lit.span().byte_range().start;
        for Entry { key, value } in found {
            let Some(place) = place(spelling.as_bytes(), value.clone()) else { continue };
            let part = Part { span: base + place.start..base + place.end, covers: 0..value.len() };
            let bytes = text.as_bytes()[value].to_vec();
            let value = Value { bytes, parts: vec![part], form: Form::Text, is_fallback: false, is_indirect: false };
            self.named(NameKind::Key, key, |walker| walker.report(What::Named(value), lit.span()));
        }
    }

    /// Whether the walk is in a doc comment, or an attribute that is one.
    fn is_documentation(&self) -> bool {
        let site = self.scope.site();
        site.names.first().is_some_and(|name| name.kind == NameKind::Attribute && name.text == "doc")
    }
}

/// A key and where its value stands in the text.
struct Entry<'t> {
    key: &'t str,
    value: Range<usize>,
}

/// The keys of the settings that a text spells, before it is parsed.
pub(crate) fn keys(text: &str) -> impl Iterator<Item = &str> {
    entries(text).take(MAX_ENTRIES).map(|entry| entry.key)
}

/// The entries of a text, at most one a line.
fn entries(text: &str) -> impl Iterator<Item = Entry<'_>> {
    let is_settings = text.len() <= MAX_TEXT && text.contains(['=', ':']);
    let lines = text.split_inclusive('\n').filter(move |_| is_settings);
    lines.filter_map(move |line| {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let (key, value) = quoted(line).or_else(|| variable(line))?;
        Some(Entry { key, value: start + value.start..start + value.end })
    })
}

/// `"key": "value"` and `key = "value"`.
fn quoted(line: &str) -> Option<(&str, Range<usize>)> {
    let (before, after) = line.split_once([':', '='])?;
    let key = before.trim().trim_start_matches(['{', '[', ',', ' ']).trim_matches(['"', '\'']);
    let rest = after.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let start = line.len() - rest.len() + 1;
    let len = rest[1..].find(quote)?;
    // What follows a value in code that builds such text is code.
    let is_end = rest[len + 2..].trim_start().chars().next().is_none_or(|next| ",}#".contains(next));
    (is_end && is_name(key)).then_some((key, start..start + len))
}

/// `KEY=value`, perhaps exported, alone on its line.
fn variable(line: &str) -> Option<(&str, Range<usize>)> {
    let (key, after) = line.split_once('=')?;
    let key = key.trim_start().trim_start_matches("export ");
    let value = after.trim_end();
    let is_variable = is_name(key) && !key.bytes().any(|byte| byte.is_ascii_lowercase());
    let start = line.len() - after.len();
    (is_variable && !value.is_empty() && !value.contains(char::is_whitespace))
        .then_some((key, start..start + value.len()))
}

fn is_name(key: &str) -> bool {
    !key.is_empty() && key.len() <= 64 && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
}

/// Where a literal's spelling has a range of its value.
fn place(spelling: &[u8], value: Range<usize>) -> Option<Range<usize>> {
    let mut token = None;
    lexer::lex(spelling, |found| token = token.take().or(Some(found)));
    let token = token?;
    if token.escaped {
        return Some(lexer::decode_mapped(token.kind, spelling, token.inner).source_range(value));
    }
    Some(token.inner.start + value.start..token.inner.start + value.end)
}

#[cfg(test)]
mod tests {
    use super::entries;

    fn read(text: &str) -> Vec<(&str, &str)> {
        entries(text).map(|entry| (entry.key, &text[entry.value])).collect()
    }

    #[test]
    fn keys_of_settings_name_their_values() {
        assert_eq!(read("{\n  \"user\": \"ada\",\n  \"password\": \"x y\"\n}"), [("user", "ada"), ("password", "x y")]);
        assert_eq!(read("[db]\npassword = 'x' # y\nport = 1"), [("password", "x")]);
        assert_eq!(read("HOST=a\nexport DB_PASSWORD=b\n"), [("HOST", "a"), ("DB_PASSWORD", "b")]);
    }

    #[test]
    fn other_texts_have_no_entries() {
        for text in
            ["a sentence: \"quoted\" words", "A=b c", "let x = \"a\" + y", "https://a.b/c?d=e", "a == \"b\"", "="]
        {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
