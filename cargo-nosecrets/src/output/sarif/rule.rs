//! Descriptions of the rules in a log.

use std::collections::{BTreeMap, BTreeSet};

use nosecrets_detectors::{Confidence, Detector, Group, Severity};
use nosecrets_engine::rule::Semantic;
use nosecrets_engine::rule_names::NOTICES;
use serde_json::{Value, json};

use super::super::View;
use crate::catalogue;
use crate::command::explain::notices;

/// The rules that have results, sorted by id.
#[derive(Debug)]
pub(super) struct Rules(Vec<Rule>);

#[derive(Debug, Clone, Copy)]
enum Rule {
    Detector(&'static Detector),
    Semantic(&'static Semantic),
    Notice(&'static str),
}

impl From<nosecrets_engine::Rule> for Rule {
    fn from(rule: nosecrets_engine::Rule) -> Rule {
        match rule {
            nosecrets_engine::Rule::Detector(detector) => Rule::Detector(detector),
            nosecrets_engine::Rule::Semantic(rule) => Rule::Semantic(rule),
        }
    }
}

impl Rule {
    fn id(self) -> &'static str {
        match self {
            Rule::Detector(detector) => detector.id,
            Rule::Semantic(rule) => rule.id,
            Rule::Notice(id) => id,
        }
    }

    fn descriptor(self) -> Value {
        match self {
            Rule::Detector(detector) => of_detector(detector),
            Rule::Semantic(rule) => of_semantic(rule),
            Rule::Notice(id) => of_notice(id),
        }
    }
}

impl Rules {
    /// The rules of all results of a report.
    pub(super) fn used_by(view: &View<'_>) -> Rules {
        let used: BTreeMap<&str, Rule> =
            view.told().map(|finding| (finding.rule().id(), finding.rule().into())).collect();
        let noticed: BTreeSet<&str> = view.notices().map(|notice| notice.id).collect();
        let notices = NOTICES.iter().copied().filter(|id| noticed.contains(id)).map(Rule::Notice);
        let mut rules: Vec<_> = used.into_values().chain(notices).collect();
        rules.sort_by_key(|rule| rule.id());
        Rules(rules)
    }

    /// The rule's position in the list.
    pub(super) fn index(&self, id: &str) -> Option<usize> {
        self.0.binary_search_by(|rule| rule.id().cmp(id)).ok()
    }

    /// The descriptions, in order.
    pub(super) fn descriptors(&self) -> Vec<Value> {
        self.0.iter().map(|rule| rule.descriptor()).collect()
    }
}

fn of_detector(detector: &Detector) -> Value {
    let text = crate::command::explain::remedy(detector, "");
    let markdown = crate::command::explain::remedy(detector, "## ");
    let provider = catalogue::provider(detector.provider);
    let level = default_level(detector.group());
    json!({
        "id": detector.id,
        "name": pascal_case(detector.id),
        "shortDescription": { "text": format!("Hard-coded {}", detector.title) },
        "fullDescription": { "text": full_description(detector) },
        "help": { "text": text, "markdown": markdown },
        "helpUri": provider.map_or(env!("CARGO_PKG_REPOSITORY"), |provider| provider.url),
        "defaultConfiguration": level,
        "properties": {
            "tags": ["security", "secret", "external/cwe/cwe-798", detector.provider],
            "precision": precision(detector.confidence),
            "security-severity": security_severity(detector.severity),
        },
    })
}

fn default_level(group: Group) -> Value {
    match group {
        Group::Credential => json!({ "level": "error" }),
        Group::CryptoConstant | Group::Exposure => json!({ "level": "warning" }),
        Group::Identifier => json!({ "enabled": false, "level": "note" }),
    }
}

fn of_semantic(rule: &Semantic) -> Value {
    let help = rule.help.join("\n");
    json!({
        "id": rule.id,
        "name": pascal_case(rule.id),
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": format!("{}. {}", rule.title, rule.help.join(". ")) },
        "help": { "text": help, "markdown": rule.page },
        "helpUri": env!("CARGO_PKG_REPOSITORY"),
        "defaultConfiguration": default_level(rule.group),
        "properties": {
            "tags": ["security", rule.group.name()],
            "precision": precision(rule.confidence),
            "security-severity": security_severity(rule.severity),
        },
    })
}

fn full_description(detector: &Detector) -> String {
    let risk = catalogue::provider(detector.provider).map(|provider| provider.way_out().risk).unwrap_or_default();
    format!("Hard-coded {}. {risk}", detector.title).trim_end().to_owned()
}

fn of_notice(id: &'static str) -> Value {
    let text = notices::text(id).unwrap_or_default();
    json!({
        "id": id,
        "name": pascal_case(id),
        "shortDescription": { "text": id.replace('-', " ") },
        "fullDescription": { "text": text },
        "help": { "text": text, "markdown": text },
        "defaultConfiguration": { "level": if id == "unused-suppression" { "warning" } else { "error" } },
        "properties": { "tags": ["maintainability"], "precision": "very-high" },
    })
}

/// The confidence as GitHub's code scanning calls it.
fn precision(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "very-high",
    }
}

/// The severity as a CVSS score, by which GitHub sorts.
fn security_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Low => "3.0",
        Severity::Medium => "5.5",
        Severity::High => "8.0",
        Severity::Critical => "9.5",
    }
}

fn pascal_case(id: &str) -> String {
    let capital = |word: &str| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_ascii_uppercase() + rest
    };
    id.split('-').map(capital).collect()
}
