//! What the user has accepted, in the sources.
//!
//! `// nosecrets: allow(rule-id) -- reason` covers its own line, or the next line
//! if it stands alone on its own. In other files the same words stand in
//! whatever comment the format has. Attributes are read by
//! [`syntax`](crate::syntax).

use std::ops::Range;

use memchr::memmem;
use nosecrets_detectors::Group;

use crate::detectors::Detectors;
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
    /// The suppression with its reason.
    pub said: Range<usize>,
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
        let said = span.clone();
        Suppression { covers, span, said, rules, reason, by: "attribute", malformed: None, used: false }
    }
}

/// What is shown of a suppression that holds a credential.
const HIDDEN: &str = "hidden, because it contains a credential";

impl Suppression {
    /// Takes everything out of it that might be shown.
    fn hide(&mut self, detectors: Detectors) {
        self.reason = self.reason.take().map(|_| HIDDEN.to_owned());
        self.malformed = self.malformed.take().map(|_| "this suppression is malformed".to_owned());
        let known = |rule: &String| is_known(detectors, rule);
        self.rules.iter_mut().filter(|rule| !known(rule)).for_each(|rule| HIDDEN.clone_into(rule));
    }
}

/// Whether a suppression can name it.
fn is_known(detectors: Detectors, rule: &str) -> bool {
    detectors.is_rule(rule) || Group::from_name(rule).is_some() || detectors.is_provider(rule)
}

/// The longest suppression, in bytes: of a line of megabytes that speaks of us
/// everywhere no more is read each time.
const LONGEST: usize = 4 << 10;

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
        let end = own.end.min(range.end).min(start + LONGEST);
        let text = source[start..end].utf8_chunks().next().map_or("", |chunk| chunk.valid());
        if let Some(directive) = parse(text) {
            let next = lines.following(line).filter(|_| is_alone);
            found.push(Suppression {
                covers: own.start..next.map_or(own.end, |next| next.end),
                span: start..start + directive.len,
                said: start..start + text.len(),
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
        return Some(broken(format!("`nosecrets: {verb}` is not a directive")));
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
///
/// `is_secret` says whether a range holds something that must not be shown: what is
/// quoted of a suppression may be a credential as well as anything else.
pub(crate) fn apply(
    detectors: Detectors,
    mut suppressions: Vec<Suppression>,
    findings: &mut [(Finding, Range<usize>)],
    is_secret: &dyn Fn(&Range<usize>) -> bool,
    notice: &mut Notify<'_>,
) {
    suppressions
        .iter_mut()
        .filter(|suppression| is_secret(&suppression.said))
        .for_each(|suppression| suppression.hide(detectors));
    let mut by_start: Vec<(usize, usize)> =
        findings.iter().enumerate().map(|(at, (_, host))| (host.start, at)).collect();
    by_start.sort_unstable();
    for suppression in &mut suppressions {
        let Some(reason) = suppression.reason.clone() else { continue };
        let Range { start, end } = suppression.covers;
        let from = by_start.partition_point(|(host, _)| *host < start);
        for (_, at) in by_start[from..].iter().take_while(|(host, _)| *host < end.max(1)) {
            let finding = &mut findings[*at].0;
            let names_it = suppression.rules.iter().any(|rule| {
                rule == finding.rule().id()
                    || Some(rule.as_str()) == finding.rule().provider()
                    || Group::from_name(rule) == Some(finding.rule().group())
            });
            if names_it {
                suppression.used = true;
                finding.suppress(&reason, suppression.by.to_owned());
            }
        }
    }
    let mut helped = 0;
    for suppression in &suppressions {
        complain(detectors, suppression, &mut helped, notice);
    }
}

/// How many mistyped rules of a file are compared with all that there are.
const MOST_HELPED: usize = 64;

fn complain(detectors: Detectors, suppression: &Suppression, helped: &mut usize, notice: &mut Notify<'_>) {
    let span = &suppression.span;
    if let Some(what) = &suppression.malformed {
        let help = "write `nosecrets: allow(rule-id) -- reason`";
        notice("malformed-suppression", span, what.clone(), Some(help.into()));
        return;
    }
    let known = |rule: &str| is_known(detectors, rule);
    for rule in suppression.rules.iter().filter(|rule| !known(rule)) {
        *helped += 1;
        let nearest = if *helped <= MOST_HELPED { detectors.nearest(rule) } else { None };
        let help = nearest.map(|nearest| format!("did you mean `{nearest}`?"));
        let name = if rule == HIDDEN { format!("({HIDDEN})") } else { format!("`{rule}`") };
        notice("unknown-rule", span, format!("unknown rule {name}"), help);
    }
    if suppression.reason.is_none() {
        let help =
            "say why it is not a credential or why it is accepted: `-- reason`, or `reason = \"…\"` in an attribute";
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
