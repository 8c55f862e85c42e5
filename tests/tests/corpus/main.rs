//! The labelled corpus: what is labelled is found, and nothing else.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use nosecrets_engine::discover::Root;
use nosecrets_engine::scan::Progress;
use nosecrets_engine::{Config, Scanner};
use nosecrets_tests::corpus::{self, Case, Hit, KINDS, Outcome, Score};
use nosecrets_tests::rule_id;

/// Number of shapes in which Rust code holds secrets.
const SHAPES: u32 = 69;

/// What is known to be missed or wrong, as `name [kind] rule`; a line that no
/// longer holds must be taken out.
const KNOWN: &str = include_str!("known.txt");

/// Scans the corpus as files on disk.
fn score(all_contexts: bool) -> (Vec<Case>, Score) {
    let cases = corpus::cases();
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    corpus::write(&cases, folder.path()).expect("the corpus is written");
    let hits = hits(folder.path(), all_contexts);
    let score = Score::new(&cases, &hits, all_contexts);
    (cases, score)
}

fn hits(folder: &Path, all_contexts: bool) -> Vec<Hit> {
    let root = Root { path: folder.to_path_buf(), base: folder.to_path_buf(), ..Root::default() };
    let config = Config { all_contexts, ..Config::default() };
    let report = Scanner::new(config).scan(&[root], &Progress::default()).expect("the corpus is scanned");
    let active = report.active().map(|finding| Hit {
        path: finding.path().to_path_buf(),
        line: finding.primary().location.line,
        rule: Some(rule_id(finding).to_owned()),
    });
    active.collect()
}

/// Fails with what was missed or wrong and is not known to be.
fn assert_as_known(score: &Score, all_contexts: bool) {
    let described = |outcome: Outcome, word: &str| -> BTreeSet<String> {
        score
            .of(&outcome)
            .map(|row| format!("{word} {} [{}] {}", row.name, row.kind, row.rule).trim_end().to_owned())
            .collect()
    };
    let mut problems = described(Outcome::Missed, "missed");
    problems.extend(described(Outcome::Wrong, "wrong"));
    let known: BTreeSet<String> =
        KNOWN.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(str::to_owned).collect();
    let mut text = String::new();
    for problem in problems.difference(&known) {
        let _ = writeln!(text, "{problem}");
    }
    // What shows only in all contexts does not show without them.
    for gone in known.difference(&problems).filter(|_| all_contexts) {
        let _ = writeln!(text, "no longer: {gone}");
    }
    let mut places =
        score.rows.iter().filter(|row| row.outcome != Outcome::Found).map(|row| row.place.as_str()).collect::<Vec<_>>();
    places.truncate(40);
    assert!(text.is_empty(), "{text}at {}\n`cargo xtask corpus --expand DIR` writes the files", places.join(" "));
}

#[test]
fn every_label_is_found_and_nothing_else() {
    assert_as_known(&score(false).1, false);
}

#[test]
fn guesses_in_tests_and_examples_are_found_when_asked_for() {
    assert_as_known(&score(true).1, true);
}

#[test]
fn every_shape_has_a_template_and_every_kind_of_secret_is_used() {
    let cases = corpus::cases();
    let shapes: BTreeSet<u32> = cases.iter().map(|case| case.shape).collect();
    assert_eq!(shapes, (0..=SHAPES).collect());
    let kinds: BTreeSet<&str> = cases.iter().map(|case| case.kind).collect();
    assert!(KINDS.iter().all(|kind| kinds.contains(kind.name)));
}

#[test]
fn a_case_with_a_shape_has_labels_and_one_without_has_none() {
    for case in corpus::cases() {
        let labels = case.files.iter().map(|file| file.labels.len()).sum::<usize>();
        assert_eq!(labels > 0, case.shape > 0, "{}", case.name);
    }
}

#[test]
fn cases_are_the_same_every_time() {
    let texts = || corpus::cases().into_iter().flat_map(|case| case.files).map(|file| file.text).collect::<Vec<_>>();
    assert!(texts() == texts());
}
