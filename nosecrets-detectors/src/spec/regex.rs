//! The syntax of the regexes of users' detectors.
//!
//! The engine runs them. This module checks them and computes what holds for every match: its
//! fixed prefix, length, characters and rank.

use regex_syntax::hir::{Capture, Class, Hir, HirKind, Repetition};

use super::compile::{self, Compiled};
use super::guard::Fault;
use super::schema::{CaptureGroup, Regex};

/// The deepest nesting of a regex.
pub const NEST_LIMIT: u32 = 64;

/// The longest text of a regex, in bytes.
pub const MAX_TEXT: usize = 16 << 10;

/// The largest regex with its repeats written out, in bytes.
pub const MAX_EXTENT: usize = 64 << 10;

/// The longest match that is reported, in bytes.
pub const MAX_MATCH: usize = 4 << 10;

/// Returns the number of the group that holds the secret: 0 for the whole match, `None` for the
/// first group that takes part in a match.
///
/// # Errors
/// What is wrong with the regex or its group.
pub fn group(regex: &Regex) -> Result<Option<usize>, Fault> {
    read(regex).map(|read| read.group)
}

/// Finds what keeps a regex from being used, as far as its syntax tells.
///
/// A `free` regex requires no context, so each of its matches must hold a fixed string: without
/// one it would match everywhere.
#[must_use]
pub fn fault(regex: &Regex, free: bool) -> Option<Fault> {
    match read(regex) {
        Err(fault) => Some(fault),
        Ok(read) if free && !compile::has_anchors(&read.whole) => {
            let text = "the regex has no fixed string of two bytes or more, so the detector needs a `context`";
            Some(Fault { key: "regex", text: text.into() })
        }
        Ok(_) => None,
    }
}

/// Returns the length of the shortest secret that a regex finds, in bytes; `None` if the regex
/// cannot be used.
#[must_use]
pub fn shortest(regex: &Regex) -> Option<usize> {
    read(regex).ok()?.secret.properties().minimum_len()
}

/// Returns the fixed prefix of every secret that a regex finds.
#[must_use]
pub fn beginning(regex: &Regex) -> Vec<u8> {
    read(regex).map(|read| compile::beginning(&read.secret)).unwrap_or_default()
}

/// Describes the secrets that a regex finds, in the form of a compiled pattern.
pub(super) fn outline(regex: &Regex) -> Result<Compiled, String> {
    read(regex).map(|read| compile::outline(&read.whole, &read.secret)).map_err(|fault| fault.text)
}

/// A regex whose syntax is valid.
struct ParsedRegex {
    group: Option<usize>,
    /// All of it, without groups and boundaries.
    whole: Hir,
    /// The part of it that is reported.
    secret: Hir,
}

fn read(regex: &Regex) -> Result<ParsedRegex, Fault> {
    let wrong = |text: String| Fault { key: "regex", text: format!("the regex cannot be used: {text}") };
    if regex.text.len() > MAX_TEXT {
        return Err(wrong(format!("it is longer than {MAX_TEXT} bytes")));
    }
    if regex.text.contains('\u{8}') {
        return Err(wrong("in double quotes `\\b` is a backspace: write it in single quotes".into()));
    }
    let hir = parse(&regex.text).map_err(wrong)?;
    if has_unicode(&hir) {
        return Err(wrong("it is matched against bytes, and `(?u)` asks for characters".into()));
    }
    if extent(&hir) > MAX_EXTENT {
        return Err(wrong(format!("with its repeats written out it is longer than {MAX_EXTENT} bytes")));
    }
    match hir.properties().minimum_len() {
        None => return Err(wrong("it matches nothing".into())),
        Some(0) => return Err(wrong("it matches the empty text".into())),
        Some(len) if len > MAX_MATCH => return Err(wrong(format!("its matches are longer than {MAX_MATCH} bytes"))),
        Some(_) => {}
    }
    let (group, secret) = chosen(&hir, regex.group.as_ref())?;
    let secret = without_groups(&secret);
    if secret.properties().minimum_len().unwrap_or(0) == 0 {
        let text = "the group that holds the secret matches the empty text".into();
        return Err(Fault { key: if regex.group.is_some() { "group" } else { "regex" }, text });
    }
    Ok(ParsedRegex { group, whole: without_groups(&hir), secret })
}

fn parse(text: &str) -> Result<Hir, String> {
    let mut parser = regex_syntax::ParserBuilder::new().unicode(false).utf8(false).nest_limit(NEST_LIMIT).build();
    parser.parse(text).map_err(|error| {
        let text = error.to_string();
        let last = text.lines().last().unwrap_or_default();
        last.strip_prefix("error: ").unwrap_or(last).to_owned()
    })
}

/// Number of bytes that a regex asks for with all its repeats and branches written out.
fn extent(hir: &Hir) -> usize {
    let sum = |parts: &[Hir]| parts.iter().map(extent).fold(0, usize::saturating_add);
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 0,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(_) => 1,
        HirKind::Capture(capture) => extent(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => sum(parts),
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min).max(1);
            extent(&repetition.sub).saturating_mul(times as usize)
        }
    }
}

/// Whether a part of a regex is about characters rather than bytes.
fn has_unicode(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Class(class) => matches!(class, Class::Unicode(_)),
        HirKind::Look(_) => hir.properties().look_set().contains_word_unicode(),
        HirKind::Capture(capture) => has_unicode(&capture.sub),
        HirKind::Repetition(repetition) => has_unicode(&repetition.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(has_unicode),
        HirKind::Empty | HirKind::Literal(_) => false,
    }
}

/// All groups, in the order of their numbers.
fn collect<'h>(hir: &'h Hir, all: &mut Vec<&'h Capture>) {
    match hir.kind() {
        HirKind::Capture(capture) => {
            all.push(capture);
            collect(&capture.sub, all);
        }
        HirKind::Repetition(repetition) => collect(&repetition.sub, all),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().for_each(|part| collect(part, all)),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => {}
    }
}

/// Returns the group that holds the secret, and the expression of the secret.
fn chosen(hir: &Hir, group: Option<&CaptureGroup>) -> Result<(Option<usize>, Hir), Fault> {
    let mut captures = Vec::new();
    collect(hir, &mut captures);
    let found = match group {
        Some(CaptureGroup::Number(0)) => return Ok((Some(0), hir.clone())),
        None if captures.is_empty() => return Ok((Some(0), hir.clone())),
        None if !always_has_group(hir) => {
            return Ok((None, Hir::alternation(captures.iter().map(|capture| (*capture.sub).clone()).collect())));
        }
        None => captures.first(),
        Some(CaptureGroup::Number(number)) => captures.iter().find(|capture| capture.index == *number),
        Some(CaptureGroup::Name(name)) => captures.iter().find(|capture| capture.name.as_deref() == Some(name)),
    };
    let missing = || Fault { key: "group", text: "the regex has no such group".into() };
    found.map(|capture| (Some(capture.index as usize), (*capture.sub).clone())).ok_or_else(missing)
}

/// Whether the first group takes part in every match.
fn always_has_group(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Capture(_) => true,
        HirKind::Concat(parts) => {
            let has_group = |part: &&Hir| part.properties().explicit_captures_len() > 0;
            parts.iter().find(has_group).is_some_and(always_has_group)
        }
        HirKind::Repetition(repetition) => repetition.min > 0 && always_has_group(&repetition.sub),
        _ => false,
    }
}

fn without_groups(hir: &Hir) -> Hir {
    let all = |parts: &[Hir]| parts.iter().map(without_groups).collect();
    match hir.kind() {
        HirKind::Look(_) => Hir::empty(),
        HirKind::Capture(capture) => without_groups(&capture.sub),
        HirKind::Concat(parts) => Hir::concat(all(parts)),
        HirKind::Alternation(branches) => Hir::alternation(all(branches)),
        HirKind::Repetition(repetition) => {
            Hir::repetition(Repetition { sub: Box::new(without_groups(&repetition.sub)), ..repetition.clone() })
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) => hir.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regex(text: &str, group: Option<CaptureGroup>) -> Regex {
        Regex { text: text.into(), group }
    }

    #[test]
    fn the_first_group_holds_the_secret_unless_another_is_named() {
        let text = r"k(?P<a>x+)=(?P<b>y+)";
        assert_eq!(group(&regex(text, None)), Ok(Some(1)));
        assert_eq!(group(&regex("x+y", None)), Ok(Some(0)));
        assert_eq!(group(&regex(text, Some(CaptureGroup::Number(0)))), Ok(Some(0)));
        assert_eq!(group(&regex(text, Some(CaptureGroup::Number(2)))), Ok(Some(2)));
        assert_eq!(group(&regex(text, Some(CaptureGroup::Name("b".into())))), Ok(Some(2)));
        for missing in [CaptureGroup::Number(3), CaptureGroup::Name("c".into())] {
            assert_eq!(group(&regex(text, Some(missing))).unwrap_err().key, "group");
        }
    }

    #[test]
    fn of_groups_that_are_alternatives_any_holds_the_secret() {
        for text in ["k(?:=(xy+)|:(xz+))", "(?:k(xy+))?(xz+)"] {
            let regex = regex(text, None);
            assert_eq!(group(&regex), Ok(None), "{text}");
            assert_eq!((shortest(&regex), beginning(&regex)), (Some(2), b"x".to_vec()), "{text}");
        }
        assert_eq!(group(&regex("(?:k(x+))+(z+)", None)), Ok(Some(1)));
    }

    #[test]
    fn a_regex_of_the_empty_text_is_refused() {
        for text in ["", "a*", r"\b", "a|", "(a*)b"] {
            assert_eq!(fault(&regex(text, None), false).unwrap().key, "regex", "{text}");
        }
        assert_eq!(fault(&regex("(a*)(b)", Some(CaptureGroup::Number(1))), false).unwrap().key, "group");
        assert_eq!(fault(&regex("(a*)(b)", Some(CaptureGroup::Number(2))), false), None);
    }

    #[test]
    fn what_would_take_forever_to_read_is_refused() {
        let deep = format!("{}a{}", "(".repeat(500), ")".repeat(500));
        for text in [
            deep.as_str(),
            &"a".repeat(MAX_TEXT + 1),
            "(?:a{4000}){4000}",
            "(?:(?:a{60000}){60000}){0,9}bcd",
            "(?=a)b",
            "a\\1",
            "a[",
        ] {
            assert!(fault(&regex(text, None), false).is_some());
        }
    }

    #[test]
    fn the_fixed_beginning_of_a_secret_is_known() {
        let outline = outline(&regex(r#"key\s*=\s*"(acme_\w{20,})""#, None)).unwrap();
        assert_eq!((outline.public_prefix, outline.min_len), (5, 25));
        assert!(outline.anchors.is_empty());
    }

    #[test]
    fn without_a_context_something_must_be_fixed() {
        for text in [r"\b(acme_\w{20,})", r"acme=(\w{20,})", r"(?i)acme.*=(\w{20,})"] {
            assert_eq!(fault(&regex(text, None), true), None, "{text}");
        }
        assert_eq!(fault(&regex(r"\b\w{20,}\b", None), true).unwrap().key, "regex");
        assert_eq!(fault(&regex(r"\b\w{20,}\b", None), false), None);
    }

    #[test]
    fn characters_are_refused() {
        for text in [r"acme_(?u)\w{9}", r"acme_(?u:\b)x", r"acme_\pL"] {
            assert!(fault(&regex(text, None), false).is_some(), "{text}");
        }
    }
}
