//! The YAML of kingfisher.

use nosecrets_engine::masks;
use yaml_rust2::{Yaml, YamlLoader};

use super::{Foreign, bounds, kebab};

/// Keys of a rule that have no counterpart here, and what they are.
const LOST: [(&str, &str); 5] = [
    ("validation", "its live check of the credential"),
    ("revocation", "its call that revokes the credential"),
    ("depends_on_rule", "the rules that it completes"),
    ("pattern_requirements", "its numbers of digits and letters (plausibility is judged by entropy here)"),
    ("checksum", "its checksum"),
];

/// The rules of a file, and what else it contains.
pub(super) fn rules(text: &str) -> Result<(Vec<Foreign>, Vec<String>), String> {
    bounds::check(text)?;
    let documents = YamlLoader::load_from_str(text).map_err(|error| error.to_string())?;
    let rules: Vec<_> = documents.iter().filter_map(|document| document["rules"].as_vec()).flatten().collect();
    if rules.is_empty() {
        return Err("there is no list of `rules` in it: is this a kingfisher file?".into());
    }
    Ok((rules.into_iter().map(foreign).collect(), Vec::new()))
}

fn foreign(rule: &Yaml) -> Foreign {
    let text = |key: &str| rule[key].as_str().map(str::to_owned);
    let id = text("id").or_else(|| text("name")).unwrap_or_else(|| "unnamed".into());
    let id = masks::mask(&id);
    let number = |value: &Yaml| value.as_f64().or_else(|| value.as_i64().map(|number| number as f64));
    let lost = LOST.iter().filter(|(key, _)| !rule[*key].is_badvalue()).map(|(_, what)| (*what).to_owned());
    Foreign {
        title: text("name").unwrap_or_else(|| id.clone()).trim_end_matches('.').to_owned(),
        id: kebab(&id),
        regex: text("pattern"),
        entropy: number(&rule["min_entropy"]).filter(|bits| *bits > 0.0),
        confidence: text("confidence"),
        component: rule["visible"].as_bool() == Some(false),
        lost: lost.collect(),
        ..Foreign::default()
    }
}
