//! Names around a value in text: configuration, scripts, documents, comments.
//!
//! No format is parsed. `key = value` in its many spellings (TOML, YAML, JSON,
//! `.env`, shell, Dockerfile, XML attributes, URL parameters, prose) comes down to
//! a word, a separator and the value, and the lines that head a section.

use std::ops::Range;

use nosecrets_detectors::context::Words;

use crate::detect::Sites;
use crate::literal::{NameKind, Site};
use crate::rules::vocabulary::is_auth_scheme;

/// How far back on its line a value's names are looked for, in bytes.
const REACH: usize = 160;

/// How many lines back a section's heading is looked for.
const SECTION_LINES: usize = 60;

/// How far back it is looked for, in bytes: in a file of one line, or of a few very
/// long ones, each value would otherwise be as far from its heading as the file is
/// long.
const HORIZON: usize = 16 << 10;

/// The site of the value at `range` of `text`.
pub(crate) fn site(text: &[u8], range: &Range<usize>) -> Site {
    Places::of(text).site(range)
}

/// The places of a text, most of which share a line with the one before.
#[derive(Debug)]
pub(crate) struct Places<'t> {
    text: &'t [u8],
    /// The line of the last place that was asked for, and the words above it.
    above: Option<(usize, Words)>,
}

impl<'t> Places<'t> {
    /// Those of a text.
    pub(crate) fn of(text: &'t [u8]) -> Places<'t> {
        Places { text, above: None }
    }

    /// What stands before a place on its line.
    fn before(&self, at: usize) -> &'t [u8] {
        end_of_line(&self.text[..at])
    }

    fn words_above(&mut self, line: usize) -> &Words {
        if self.above.as_ref().is_none_or(|(known, _)| *known != line) {
            let headings = headings(self.text, line);
            let headings: Vec<_> = headings.into_iter().map(String::from_utf8_lossy).collect();
            self.above = Some((line, Words::of(headings.iter().map(|heading| &**heading))));
        }
        self.above.as_ref().map_or(const { &Words::new() }, |(_, words)| words)
    }
}

impl Sites for Places<'_> {
    fn near(&mut self, range: &Range<usize>) -> [Words; 2] {
        let words = Words::of(key(self.before(range.start)).as_deref());
        [words.clone(), words]
    }

    fn all(&mut self, range: &Range<usize>) -> Words {
        let line = line_start(self.text, range.start);
        let mut words = Words::of([&*String::from_utf8_lossy(self.before(range.start))]);
        if let Some(host) = host(&self.text[range.end..]) {
            words.push(&String::from_utf8_lossy(host));
        }
        words.extend(self.words_above(line));
        words
    }

    fn site(&mut self, range: &Range<usize>) -> Site {
        let mut site = Site::default();
        if let Some(key) = key(self.before(range.start)) {
            site.push(NameKind::Key, key);
        }
        site.words.extend(&self.all(range));
        site
    }

    fn has_key(&self) -> Option<fn(&[u8]) -> bool> {
        Some(ends_with_key)
    }
}

/// The host of the URL of which the value is the password or user.
fn host(after: &[u8]) -> Option<&[u8]> {
    let rest = after.strip_prefix(b"@")?;
    let len = rest.iter().take(REACH).take_while(|&&byte| is_key_byte(byte)).count();
    Some(&rest[..len])
}

/// The start of the line that holds `at`, or the horizon.
fn line_start(text: &[u8], at: usize) -> usize {
    let horizon = at.saturating_sub(HORIZON);
    memchr::memrchr(b'\n', &text[horizon..at]).map_or(horizon, |end| horizon + end + 1)
}

/// The last line of a text as far as names are looked for.
fn end_of_line(text: &[u8]) -> &[u8] {
    let near = &text[text.len().saturating_sub(REACH)..];
    memchr::memrchr(b'\n', near).map_or(near, |end| &near[end + 1..])
}

/// What stands before the separator of a key and the value that begins where `before`
/// ends.
fn before_separator(before: &[u8]) -> Option<&[u8]> {
    let rest = trim_end(before, |byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`' | b'(' | b'['));
    let rest = strip_scheme(rest);
    let (&separator, rest) = rest.split_last()?;
    matches!(separator, b'=' | b':' | b'>').then_some(rest)
}

/// Whether a key and a separator stand before the value that begins where `before` ends.
fn ends_with_key(before: &[u8]) -> bool {
    let near = &before[before.len().saturating_sub(REACH)..];
    let is_between = |&&byte: &&u8| byte != b'\n' && (byte.is_ascii_whitespace() || b"\"'`([".contains(&byte));
    match near.iter().rev().find(|byte| !is_between(byte)) {
        Some(b'=' | b':' | b'>') => true,
        // The end of a scheme.
        Some(byte) if byte.is_ascii_alphabetic() => before_separator(end_of_line(before)).is_some(),
        _ => false,
    }
}

/// The key whose value begins where `before` ends.
fn key(before: &[u8]) -> Option<String> {
    let rest = before_separator(before)?;
    let rest =
        trim_end(rest, |byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`' | b'=' | b':' | b']'));
    let len = rest.iter().rev().take_while(|&&byte| is_key_byte(byte)).count();
    let key = &rest[rest.len() - len..];
    (!key.is_empty() && key.len() <= 64).then(|| String::from_utf8_lossy(key).into_owned())
}

fn is_key_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

/// `Authorization: Bearer x`: the scheme is no key.
fn strip_scheme(text: &[u8]) -> &[u8] {
    let start = text.iter().rposition(|&byte| !is_key_byte(byte)).map_or(0, |at| at + 1);
    if is_auth_scheme(&text[start..]) {
        return trim_end(&text[..start], |byte| byte.is_ascii_whitespace() || byte == b'"');
    }
    text
}

fn trim_end(text: &[u8], drop: impl Fn(u8) -> bool) -> &[u8] {
    let kept = text.iter().rposition(|&byte| !drop(byte)).map_or(0, |at| at + 1);
    &text[..kept]
}

/// Lines above that head the section in which `line` stands: a TOML table, an
/// INI section, YAML keys that are indented less, a Markdown heading.
fn headings(text: &[u8], line: usize) -> Vec<&[u8]> {
    let mut found = Vec::new();
    let mut indent = indent_of(&text[line..]);
    let mut end = line;
    let horizon = line.saturating_sub(HORIZON);
    for _ in 0..SECTION_LINES {
        if end <= horizon {
            break;
        }
        let start = line_start(text, end - 1);
        let above = trim_end(&text[start..end - 1], |byte| byte.is_ascii_whitespace());
        let above = &above[..above.len().min(REACH)];
        end = start;
        let content = above.trim_ascii_start();
        if content.starts_with(b"[") || content.starts_with(b"# ") && indent == 0 {
            found.push(above);
            break;
        }
        let opens = matches!(content.last(), Some(b':' | b'{' | b'[' | b'>'));
        if opens && indent_of(above) < indent {
            indent = indent_of(above);
            found.push(above);
        }
    }
    found
}

fn indent_of(line: &[u8]) -> usize {
    line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of the value `VALUE` in a text, and whether a word is near.
    fn near(text: &str) -> Site {
        let at = text.find("VALUE").unwrap();
        site(text.as_bytes(), &(at..at + 5))
    }

    fn key_of(text: &str) -> Option<String> {
        near(text).names.first().map(|name| name.text.clone())
    }

    #[test]
    fn every_spelling_of_a_pair_gives_its_key() {
        for text in [
            "API_KEY=VALUE",
            "export API_KEY='VALUE'",
            "API_KEY = \"VALUE\"",
            "API_KEY: VALUE",
            "  \"API_KEY\" : \"VALUE\"",
            "ENV API_KEY=VALUE",
            "a=1&API_KEY=VALUE",
            "API_KEY => VALUE",
            "{\"x\":1,\"API_KEY\":\"VALUE\"}",
            "-e API_KEY=VALUE",
            "API_KEY: Bearer VALUE",
            "API_KEY := VALUE",
        ] {
            assert_eq!(key_of(text).as_deref(), Some("API_KEY"), "{text}");
        }
    }

    #[test]
    fn a_glance_tells_whether_there_is_a_key() {
        const PARTS: [&str; 10] = [" ", "\n", "\"", "(", "=", ":", "x", "bearer", "Token", "\r"];
        let mut texts = vec![String::new()];
        for _ in 0..4 {
            let longer = texts.iter().flat_map(|text| PARTS.iter().map(move |part| format!("{text}{part}")));
            texts = longer.chain(std::iter::once(String::new())).collect();
            for text in texts.iter().map(String::as_bytes) {
                let is_there = before_separator(end_of_line(text)).is_some();
                assert_eq!(ends_with_key(text), is_there, "{}", text.escape_ascii());
            }
        }
    }

    #[test]
    fn prose_has_no_key_but_words() {
        let site = near("the twilio token is VALUE");
        assert!(site.names.is_empty());
        assert!(site.words.contains("twilio"));
    }

    #[test]
    fn the_host_of_a_url_is_near() {
        assert!(near("https://ann:VALUE@api.twilio.com/x").words.contains("twilio"));
        assert!(!near("ann:VALUE at twilio").words.contains("twilio"));
    }

    #[test]
    fn a_section_names_what_is_in_it() {
        for text in [
            "[twilio]\nsid = 1\ntoken = VALUE",
            "services:\n  twilio:\n    sid: 1\n    token: VALUE",
            "{\n  \"twilio\": {\n    \"sid\": 1,\n    \"token\": \"VALUE\"",
        ] {
            assert!(near(text).words.contains("twilio"), "{text}");
        }
        assert!(!near("other:\n  twilio:\n    a: 1\n  box:\n    token: VALUE").words.contains("twilio"));
    }
}
