//! What a tool reports → how much of the corpus it finds, and how much else.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Case, Label};

/// A place that a tool reports.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The file, relative to the corpus.
    pub path: PathBuf,
    /// Line, from 1.
    pub line: usize,
    /// The rule, if it is one of ours: then it must be the one that a label names.
    pub rule: Option<String>,
}

/// What became of a label or a hit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It was found.
    Found,
    /// It is labelled, and was not found.
    Missed,
    /// It was reported, and is not labelled.
    Wrong,
}

/// One label or wrong hit.
#[derive(Debug, Clone)]
pub struct Row {
    /// What became of it.
    pub outcome: Outcome,
    /// Its case's shape and name: `01-const`.
    pub name: String,
    /// Kind of secret; empty if the template has none.
    pub kind: &'static str,
    /// The label's rules, or the rule that is wrong.
    pub rule: String,
    /// File and line, relative to the corpus.
    pub place: String,
}

/// How a tool did.
#[derive(Debug, Clone, Default)]
pub struct Score {
    /// Every label, and every hit that has none.
    pub rows: Vec<Row>,
}

impl Score {
    /// Compares what was reported with the labels.
    ///
    /// With `all_contexts` the labels count that are found only when asked for;
    /// without it, a tool that reports them is not blamed.
    #[must_use]
    pub fn new(cases: &[Case], hits: &[Hit], all_contexts: bool) -> Score {
        let mut by_path: BTreeMap<PathBuf, Vec<&Hit>> = BTreeMap::new();
        for hit in hits {
            by_path.entry(hit.path.clone()).or_default().push(hit);
        }
        let mut score = Score::default();
        for case in cases {
            for file in &case.files {
                let path = PathBuf::from(&case.id).join(&file.path);
                let hits = by_path.remove(&path).unwrap_or_default();
                let labels = file.labels.iter().filter(|label| all_contexts || !label.all_contexts);
                score.rows.extend(labels.map(|label| row_of_label(case, &path, label, &hits)));
                let wrong = hits.iter().filter(|hit| !file.labels.iter().any(|label| is_at(hit, label)));
                score.rows.extend(wrong.map(|hit| row_of_hit(case, hit)));
            }
        }
        score
    }

    /// Rows with an outcome.
    pub fn of(&self, outcome: &Outcome) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.outcome == *outcome)
    }

    /// Found, missed and wrong for each group that `group` names.
    #[must_use]
    pub fn counts(&self, group: impl Fn(&Row) -> String) -> BTreeMap<String, [usize; 3]> {
        let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
        for row in &self.rows {
            let at = match row.outcome {
                Outcome::Found => 0,
                Outcome::Missed => 1,
                Outcome::Wrong => 2,
            };
            counts.entry(group(row)).or_default()[at] += 1;
        }
        counts
    }
}

fn row_of_label(case: &Case, path: &std::path::Path, label: &Label, hits: &[&Hit]) -> Row {
    let found = hits.iter().any(|hit| is_at(hit, label) && fits(hit, label));
    Row {
        outcome: if found { Outcome::Found } else { Outcome::Missed },
        name: case.name.clone(),
        kind: case.kind,
        rule: label.rules.join("/"),
        place: format!("{}:{}", path.display(), label.lines.0),
    }
}

fn row_of_hit(case: &Case, hit: &Hit) -> Row {
    Row {
        outcome: Outcome::Wrong,
        name: case.name.clone(),
        kind: case.kind,
        rule: hit.rule.clone().unwrap_or_default(),
        place: format!("{}:{}", hit.path.display(), hit.line),
    }
}

fn is_at(hit: &Hit, label: &Label) -> bool {
    (label.lines.0..=label.lines.1).contains(&hit.line)
}

fn fits(hit: &Hit, label: &Label) -> bool {
    label.rules.is_empty() || hit.rule.as_ref().is_none_or(|rule| label.rules.contains(rule))
}
