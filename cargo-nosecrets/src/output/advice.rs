//! Notes and help of a finding, in the words that every format uses.

use nosecrets_detectors::{Group, Verdict};
use nosecrets_engine::literal::Context;
use nosecrets_engine::{Finding, Rule};

use crate::catalogue;

/// How much detail to show for each finding.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Detail {
    /// Severity, confidence, context and fingerprint.
    pub(crate) verbose: bool,
    /// Evidence for and against a guess.
    pub(crate) evidence: bool,
}

/// The notes of a finding.
pub(crate) fn notes(finding: &Finding, detail: Detail) -> Vec<String> {
    let mut notes: Vec<String> = value(finding).into_iter().collect();
    if detail.evidence {
        notes.extend(evidence(finding));
    }
    if detail.verbose {
        notes.push(format!(
            "severity {}, confidence {}, context {}, role {}",
            finding.severity().name(),
            finding.confidence().name(),
            finding.context().name(),
            finding.role().name()
        ));
        notes.push(format!("fingerprint {}", finding.fingerprint()));
    }
    notes
}

/// The evidence of a guess and its sum, one item per line; `None` for a certain finding.
fn evidence(finding: &Finding) -> Option<String> {
    let parts = finding.evidence();
    let sum: i32 = parts.iter().map(|part| part.weight).sum();
    let lines = parts.iter().map(|part| format!("{:+5}  {}", part.weight, part.what));
    let whole: Vec<String> =
        ["evidence:".to_owned()].into_iter().chain(lines).chain([format!("{sum:+5}  total")]).collect();
    (!parts.is_empty()).then(|| whole.join("\n"))
}

fn value(finding: &Finding) -> Option<String> {
    let redacted = finding.redacted()?;
    let checksum = match finding.verdict() {
        Verdict::Valid => ", and its checksum or structure is valid",
        Verdict::Invalid | Verdict::Unknown => "",
    };
    let at = &finding.primary().location;
    let lines = match at.end_line - at.line {
        0 => String::new(),
        more => format!(" on {} lines", more + 1),
    };
    Some(format!("value: {redacted}{lines}{checksum}"))
}

/// The rule of the token that only tests whether a scan works.
const CANARY: &str = "nosecrets-canary";

/// What to do about a finding, in order.
pub(crate) fn help(finding: &Finding) -> Vec<String> {
    let rule = finding.rule();
    if rule.id() == CANARY {
        return vec!["it grants no access and only shows that the scan works: remove it".into()];
    }
    if let Rule::Semantic(rule) = rule {
        let more = format!("see `cargo nosecrets --explain {}`", rule.id);
        return rule.help.iter().map(|help| (*help).to_owned()).chain([more]).collect();
    }
    vec![instead(finding), format!("{}, see `cargo nosecrets --explain {}`", consequence(rule), rule.id())]
}

/// What has happened, and what has to be done.
fn consequence(rule: Rule) -> &'static str {
    match rule.group() {
        Group::Identifier => {
            "it grants no access on its own and need not be replaced, but it shows what its secret is for: \
             make sure that the secret is nowhere in the code"
        }
        _ => "it has leaked to everyone who can read this file: replace it",
    }
}

/// What to write instead.
fn instead(finding: &Finding) -> String {
    let env = finding.rule().env().unwrap_or("NAME");
    let is_rust = finding.path().extension().is_some_and(|extension| extension == "rs");
    let is_code = !matches!(finding.context(), Context::Comment | Context::Doc | Context::Text);
    if is_rust && is_code {
        format!("read it when the program runs: `env_secret!(\"{env}\")`")
    } else {
        format!("take it out of the file, and read it from the variable `{env}` when it is needed")
    }
}

/// Pages about the finding.
pub(crate) fn links(finding: &Finding) -> Vec<&'static str> {
    let provider = finding.rule().provider().and_then(catalogue::provider);
    provider.map(|provider| provider.url).into_iter().collect()
}
