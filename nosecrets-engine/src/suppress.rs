//! What the user has accepted, in the sources.
//!
//! `// nosecrets: allow(rule-id) -- reason` covers its own line, or the next line
//! if it stands alone on its own. In other files the same words stand in
//! whatever comment the format has. Attributes are read by
//! [`syntax`](crate::syntax).

use std::ops::Range;

use memchr::memmem;
use nosecrets_core::Group;

use crate::config;
use crate::finding::Finding;
use crate::location::LineIndex;
use crate::syntax::allow::Allow;

/// What every suppression of ours holds.
pub(crate) const MARK: &[u8] = b"nosecrets";

/// Comments by which other tools are told to look away.
const FOREIGN: &[&str] = &[
    "gitleaks:allow",
    "ggignore",
    "pragma: allowlist secret",
    "trufflehog:ignore",
    "kingfisher:ignore",
    "betterleaks:allow",
];

/// A suppression, wherever it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Suppression {
    /// What it covers, in bytes of the file.
    pub covers: Range<usize>,
    /// The suppression itself.
    pub span: Range<usize>,
    /// Rules, providers or groups, with `-` for `_`.
    pub rules: Vec<String>,
    /// Why.
    pub reason: Option<String>,
    /// `comment`, `attribute` or another tool's marker.
    pub by: &'static str,
    /// What is wrong with its text.
    pub malformed: Option<String>,
    used: bool,
}

impl From<Allow> for Suppression {
    fn from(allow: Allow) -> Suppression {
        let Allow { covers, span, rules, reason } = allow;
        let rules = rules.into_iter().map(|rule| rule.replace('_', "-")).collect();
        Suppression { covers, span, rules, reason, by: "attribute", malformed: None, used: false }
    }
}

/// What stands before a comment's text, in the formats that are scanned.
const OPENERS: &[&[u8]] = &[b"//", b"#", b"/*", b"*", b";", b"--", b"<!--", b"%", b"REM", b"rem", b"'"];

/// The suppressions in a range of text, which is a comment in Rust and the
/// whole file elsewhere.
///
/// The words must be the first of their comment: where a document speaks of
/// suppressions it does not make one. `openers` are what may stand before
/// them.
pub(crate) fn in_text(
    source: &[u8],
    range: Range<usize>,
    openers: &[&[u8]],
    lines: &LineIndex<'_>,
) -> Vec<Suppression> {
    let mut found = Vec::new();
    for at in memmem::find_iter(&source[range.clone()], MARK) {
        let start = range.start + at;
        let line = lines.line_of(start);
        let own = lines.line_range(line);
        let before = source[own.start..start].trim_ascii_end();
        let Some(opener) = openers.iter().find(|opener| before.ends_with(opener)) else { continue };
        let is_alone = before.len() - opener.len() == before.trim_ascii_start().len().abs_diff(before.len());
        let Ok(text) = std::str::from_utf8(&source[start..own.end.min(range.end)]) else { continue };
        if let Some(directive) = parse(text) {
            let next = lines.following(line).filter(|_| is_alone);
            found.push(Suppression {
                covers: own.start..next.map_or(own.end, |next| next.end),
                span: start..start + directive.len,
                rules: directive.rules,
                reason: directive.reason,
                by: "comment",
                malformed: directive.malformed,
                used: false,
            });
        }
    }
    found
}

/// The suppressions in a file that is not Rust.
pub(crate) fn in_file(source: &[u8], is_markdown: bool, lines: &LineIndex<'_>) -> Vec<Suppression> {
    let openers = if is_markdown { &[&b"<!--"[..]][..] } else { OPENERS };
    in_text(source, 0..source.len(), openers, lines)
}

/// The suppressions in a comment of a Rust file.
pub(crate) fn in_comment(source: &[u8], comment: Range<usize>, lines: &LineIndex<'_>) -> Vec<Suppression> {
    in_text(source, comment, &[b"//", b"/*"], lines)
}

/// The words of a suppression.
struct Directive {
    rules: Vec<String>,
    reason: Option<String>,
    malformed: Option<String>,
    len: usize,
}

/// Reads `nosecrets: allow(rule, …) -- reason`; `None` if the text only
/// happens to hold the name.
fn parse(text: &str) -> Option<Directive> {
    let after_mark = text.strip_prefix("nosecrets")?.trim_start().strip_prefix(':')?;
    let rest = after_mark.trim_start();
    let verb_len = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    let (verb, rest) = rest.split_at(verb_len);
    if verb.is_empty() {
        return None;
    }
    let len = |rest: &str| text.len() - rest.len();
    let broken = |what: String| Directive { rules: Vec::new(), reason: None, malformed: Some(what), len: len(rest) };
    if verb != "allow" {
        return Some(broken(format!("`nosecrets: {verb}` is no directive")));
    }
    let Some((rules, rest)) = rest.trim_start().strip_prefix('(').and_then(|list| list.split_once(')')) else {
        return Some(broken("the list of rules in parentheses is missing".into()));
    };
    let rules: Vec<String> =
        rules.split(',').map(|rule| rule.trim().replace('_', "-")).filter(|rule| !rule.is_empty()).collect();
    if rules.is_empty() {
        return Some(broken("the list of rules is empty".into()));
    }
    let reason = rest.trim_start().strip_prefix("--").map(trim_reason).filter(|reason| !reason.is_empty());
    let end = len(rest);
    Some(Directive { rules, reason, malformed: None, len: end })
}

/// The reason without the end of the comment that holds it.
fn trim_reason(text: &str) -> String {
    text.trim().trim_end_matches("*/").trim_end_matches("-->").trim().to_owned()
}

/// Takes a notice: its id, where, what is wrong, and what to do.
type Notify<'a> = dyn FnMut(&'static str, &Range<usize>, String, Option<String>) + 'a;

/// Suppresses the findings that are covered and says what is wrong with the
/// suppressions.
///
/// `hosts` are the whole literals or texts in which the findings stand: a
/// suppression above a literal of several lines covers all of it.
pub(crate) fn apply(
    mut suppressions: Vec<Suppression>,
    findings: &mut [(Finding, Range<usize>)],
    notice: &mut Notify<'_>,
) {
    for suppression in &mut suppressions {
        let Some(reason) = suppression.reason.clone() else { continue };
        for (finding, host) in findings.iter_mut() {
            let is_covered = suppression.covers.start <= host.start && host.start < suppression.covers.end.max(1);
            let names_it = suppression.rules.iter().any(|rule| {
                rule == finding.rule().id()
                    || Some(rule.as_str()) == finding.rule().provider()
                    || Group::from_name(rule) == Some(finding.rule().group())
            });
            if is_covered && names_it {
                suppression.used = true;
                finding.suppress(reason.clone(), suppression.by.to_owned());
            }
        }
    }
    for suppression in &suppressions {
        complain(suppression, notice);
    }
}

fn complain(suppression: &Suppression, notice: &mut Notify<'_>) {
    let span = &suppression.span;
    if let Some(what) = &suppression.malformed {
        let help = "write `nosecrets: allow(rule-id) -- reason`";
        notice("malformed-suppression", span, what.clone(), Some(help.into()));
        return;
    }
    let known = |rule: &str| config::is_rule(rule) || Group::from_name(rule).is_some() || config::is_provider(rule);
    for rule in suppression.rules.iter().filter(|rule| !known(rule)) {
        let help = config::nearest_rule(rule).map(|nearest| format!("did you mean `{nearest}`?"));
        notice("unknown-rule", span, format!("unknown rule `{rule}`"), help);
    }
    if suppression.reason.is_none() {
        let help = "say why it is no credential or why it may stay: `-- reason`, or `reason = \"…\"` in an attribute";
        notice("missing-reason", span, "this suppression has no reason, so it has no effect".into(), Some(help.into()));
    } else if !suppression.used && suppression.rules.iter().all(|rule| known(rule)) {
        notice("unused-suppression", span, "this suppression suppresses nothing".into(), Some("remove it".into()));
    }
}

/// The other tool's marker on a line, if there is one.
pub(crate) fn foreign_marker(line: &[u8]) -> Option<&'static str> {
    FOREIGN.iter().copied().find(|marker| memmem::find(line, marker.as_bytes()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directive_names_rules_and_a_reason() {
        let directive = parse("nosecrets: allow(a-b, c_d) -- it is public */").unwrap();
        assert_eq!(directive.rules, ["a-b", "c-d"]);
        assert_eq!(directive.reason.as_deref(), Some("it is public"));
        assert_eq!(directive.malformed, None);
    }

    #[test]
    fn a_reason_may_be_missing_but_the_rules_may_not() {
        assert_eq!(parse("nosecrets: allow(a)").unwrap().reason, None);
        assert_eq!(parse("nosecrets: allow(a) --  ").unwrap().reason, None);
        for text in ["nosecrets: allow", "nosecrets: allow()", "nosecrets: allow(a", "nosecrets: deny(a) -- b"] {
            assert!(parse(text).unwrap().malformed.is_some(), "{text}");
        }
    }

    #[test]
    fn the_name_alone_is_no_directive() {
        for text in ["nosecrets", "nosecrets is a tool", "nosecrets::Secret", "nosecrets: "] {
            assert!(parse(text).is_none(), "{text}");
        }
    }
}
