//! `coverage FACTS.csv`: which published formats our detectors find.

mod facts;
mod judge;
mod notation;
mod reasons;
mod recall;
mod scan;

use std::collections::BTreeMap;
use std::path::PathBuf;

use nosecrets_detectors::BUILTIN;
use nosecrets_detectors::spec::schema::File;

use crate::detectors;
use crate::run::workspace;
use facts::Row;
use judge::{DRAWS, Judged};
use reasons::{Reason, Reasons, Standing};

/// What is asked for.
struct Options {
    facts: PathBuf,
    detectors: PathBuf,
    only: Vec<String>,
    reasons: PathBuf,
    recall: bool,
}

/// Runs the task.
pub(crate) fn run(options: &[&str]) -> Result<(), String> {
    let options = arguments(options)?;
    let detectors = detectors::lenient(&options.detectors)?;
    for problem in detectors.unreadable.iter().chain(&detectors.unbuilt) {
        eprintln!("left out: {problem}");
    }
    println!("{}", detectors::summary(&detectors));
    let rows = facts::rows(&options.facts)?;
    let wanted =
        |row: &&Row| options.only.is_empty() || options.only.iter().any(|p| row.provider.to_lowercase().starts_with(p));
    // The engine scans with the detectors that it was built with.
    let catalogue = if options.recall { &BUILTIN } else { detectors.catalogue };
    let judged: Vec<_> = rows.iter().filter(wanted).map(|row| (row, judge::judge(row, catalogue))).collect();
    let reasons = Reasons::read(&options.reasons)?;
    report(&judged, &reasons, &detectors.files)?;
    if options.recall {
        recall::report(&judged, &detectors.files);
    }
    Ok(())
}

fn arguments(options: &[&str]) -> Result<Options, String> {
    let mut read = Options {
        facts: PathBuf::new(),
        detectors: detectors::own_folder(),
        only: Vec::new(),
        reasons: workspace().join(reasons::FILE),
        recall: false,
    };
    let mut rest = options.iter();
    while let Some(option) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("`{option}` needs a value"));
        match *option {
            "--detectors" => read.detectors = PathBuf::from(value()?),
            "--recall" => read.recall = true,
            "--only" => read.only = detectors::prefixes(value()?),
            "--reasons" => read.reasons = PathBuf::from(value()?),
            option if option.starts_with('-') => return Err(format!("no option `{option}`")),
            path => read.facts = PathBuf::from(path),
        }
    }
    if read.facts.as_os_str().is_empty() {
        return Err("name the table of formats: cargo xtask coverage FACTS.csv".into());
    }
    Ok(read)
}

/// How a row counts.
enum Outcome<'a> {
    /// A detector takes what is drawn.
    Detector,
    /// The engine reports what is drawn in a file; by this rule.
    Engine(String),
    /// It has a reason.
    Reason(Standing, &'a Reason),
    /// Nothing is known.
    Open,
}

impl Outcome<'_> {
    fn of<'a>(row: &Row, judged: &Judged, reasons: &'a Reasons, files: &[File]) -> Result<Outcome<'a>, String> {
        if judged.is_covered() {
            return Ok(Outcome::Detector);
        }
        let reason = reasons.of(row).map(|reason| reason.standing(row, files).map(|standing| (standing, reason)));
        match reason.transpose()? {
            Some((standing, reason)) if standing != Standing::Open => Ok(Outcome::Reason(standing, reason)),
            reason => Ok(scan::finder(row).map_or_else(
                || reason.map_or(Outcome::Open, |(standing, reason)| Outcome::Reason(standing, reason)),
                Outcome::Engine,
            )),
        }
    }

    /// The column of [`Count`] that it belongs to.
    fn column(&self) -> usize {
        match self {
            Outcome::Detector => 0,
            Outcome::Engine(_) | Outcome::Reason(Standing::InCode, _) => 1,
            Outcome::Reason(Standing::Tighter, _) => 2,
            Outcome::Reason(Standing::NoCredential, _) => 3,
            Outcome::Reason(Standing::Open, _) | Outcome::Open => 4,
        }
    }
}

/// Rows by outcome: a detector takes them, the engine finds them, a detector is
/// tighter, no credential, not covered.
type Count = [usize; 5];

fn report(judged: &[(&Row, Judged)], reasons: &Reasons, files: &[File]) -> Result<(), String> {
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut problems = Vec::new();
    for (row, judged) in judged {
        let outcome = Outcome::of(row, judged, reasons, files).unwrap_or_else(|problem| {
            problems.push(problem);
            Outcome::Open
        });
        for catalogue in row.catalogues.iter().map(String::as_str).chain(["all"]) {
            counts.entry(catalogue).or_default()[outcome.column()] += 1;
        }
        if let Some(line) = line(row, judged, &outcome) {
            println!("{line}");
        }
    }
    table(&counts);
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

fn table(counts: &BTreeMap<&str, Count>) {
    println!(
        "\n{:<14} {:>6} {:>9} {:>7} {:>8} {:>14} {:>5} {:>7} {:>12}",
        "catalogue", "rows", "detector", "engine", "tighter", "no credential", "open", "share", "credentials"
    );
    for (catalogue, count) in counts {
        let [detector, engine, tighter, none, open] = count;
        let (rows, covered) = (count.iter().sum::<usize>(), detector + engine + tighter);
        let share = |of: usize| 100.0 * covered as f64 / of.max(1) as f64;
        println!(
            "{catalogue:<14} {rows:>6} {detector:>9} {engine:>7} {tighter:>8} {none:>14} {open:>5} {:>5.1} % {:>10.1} %",
            share(rows),
            share(rows - none)
        );
    }
}

/// What is said of a row that no detector takes as it stands.
fn line(row: &Row, judged: &Judged, outcome: &Outcome<'_>) -> Option<String> {
    let Row { provider, kind, format, words, catalogues } = row;
    let drawn = match judged.by {
        Some(by) if judged.found > 0 => format!("{} of {DRAWS} found, by {}", judged.found, by.id),
        Some(by) => format!("in part, by {}", by.id),
        None => "not found".to_owned(),
    };
    let (how, why) = match outcome {
        Outcome::Detector => return None,
        Outcome::Engine(rule) => ("engine", format!("found by {rule}")),
        Outcome::Reason(Standing::InCode, reason) => ("engine", reason.to_string()),
        Outcome::Reason(Standing::Tighter, reason) => ("tighter", reason.to_string()),
        Outcome::Reason(Standing::NoCredential, reason) => ("left out", reason.to_string()),
        Outcome::Reason(Standing::Open, reason) => ("uncovered", format!("{drawn}; {reason}")),
        Outcome::Open => ("uncovered", drawn),
    };
    Some(format!("{how}: {provider} | {kind} | {format} | {} | {}: {why}", words.join("; "), catalogues.join("; ")))
}
