//! A score → tables in Markdown.

use std::collections::BTreeMap;

use nosecrets_tests::corpus::{Outcome, Row, Score};

/// Prints everything: by kind of secret, by shape, and by rule if it is known.
pub(super) fn print(score: &Score, has_rules: bool) {
    print_total(score);
    // Look-alikes have neither kind nor shape, and templates that name their
    // tokens have no kind.
    let kind = |row: &Row| if row.kind.is_empty() { "as written".to_owned() } else { row.kind.to_owned() };
    table("kind of secret", &score.counts(kind));
    table("shape", &score.counts(|row| row.name.clone()));
    if has_rules {
        table("rule", &score.counts(|row| row.rule.clone()));
    }
    for (word, outcome) in [("Missed", Outcome::Missed), ("Wrong", Outcome::Wrong)] {
        println!("\n{word}:");
        score.of(&outcome).for_each(|row| println!("  {} {} [{}] {}", row.place, row.name, row.kind, row.rule));
    }
}

/// Prints the sums.
pub(super) fn print_total(score: &Score) {
    table("", &score.counts(|_| "all".to_owned()));
}

fn table(heading: &str, counts: &BTreeMap<String, [usize; 3]>) {
    println!("\n| {heading:<44} | found | missed | wrong | recall | precision |");
    println!("|{}|------:|-------:|------:|-------:|----------:|", "-".repeat(46));
    for (name, [found, missed, wrong]) in counts {
        let (recall, precision) = (share(*found, found + missed), share(*found, found + wrong));
        println!("| {name:<44} | {found:>5} | {missed:>6} | {wrong:>5} | {recall:>6} | {precision:>9} |");
    }
}

/// A share in percent; a dash of nothing.
fn share(part: usize, whole: usize) -> String {
    match whole {
        0 => "–".into(),
        _ => format!("{:.1} %", part as f64 * 100.0 / whole as f64),
    }
}
