//! The TOML of gitleaks and betterleaks.

use nosecrets_engine::masks;
use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Value;

use super::{Foreign, kebab};

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    rules: Vec<Rule>,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
struct Rule {
    id: Option<String>,
    description: Option<String>,
    regex: Option<String>,
    path: Option<String>,
    #[serde(rename = "secretGroup")]
    group: Option<usize>,
    entropy: Option<f64>,
    #[serde(default)]
    keywords: Vec<String>,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

/// Keys of a rule or file that do not affect what is found.
const HARMLESS: [&str; 6] = ["tags", "title", "description", "minVersion", "skipReport", "betterleaksMinVersion"];

/// The rules of a file, and what else it contains.
pub(super) fn rules(text: &str) -> Result<(Vec<Foreign>, Vec<String>), String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    if file.rules.is_empty() {
        return Err("there is no [[rules]] in it: is this a gitleaks or betterleaks configuration?".into());
    }
    let lost = file.rest.keys().filter_map(|key| lost_of_file(key)).collect();
    Ok((file.rules.into_iter().map(foreign).collect(), lost))
}

fn lost_of_file(key: &str) -> Option<String> {
    match key {
        "extend" => Some("`extend` is not followed: import the other file as well".into()),
        "allowlist" | "allowlists" | "whitelist" => {
            let instead = "write its paths as `exclude`, and suppress single findings where they occur";
            Some(format!("the global `{key}`: {instead}"))
        }
        _ => lost(key),
    }
}

fn lost(key: &str) -> Option<String> {
    match key {
        key if HARMLESS.contains(&key) => None,
        "allowlist" | "allowlists" => Some("its allowlists (dummies and examples are left out anyway)".into()),
        "required" => Some("other rules that must match near it".into()),
        key => Some(format!("`{key}`")),
    }
}

fn foreign(rule: Rule) -> Foreign {
    let id = rule.id.or(rule.description).unwrap_or_else(|| "unnamed".into());
    let id = masks::mask(&id);
    let mut lost: Vec<String> = rule.rest.keys().filter_map(|key| lost(key)).collect();
    if let (Some(path), Some(_)) = (&rule.path, &rule.regex) {
        lost.push(format!("the restriction to files that match `{path}`"));
    }
    Foreign {
        title: id.replace(['-', '_'], " "),
        id: kebab(&id),
        regex: rule.regex,
        group: rule.group.filter(|group| *group > 0),
        entropy: rule.entropy.filter(|bits| *bits > 0.0),
        keywords: rule.keywords,
        lost,
        ..Foreign::default()
    }
}
