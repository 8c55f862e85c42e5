//! `coverage --recall`: covered formats, written into code and scanned.

use std::collections::BTreeMap;
use std::path::Path;

use nosecrets_detectors::matcher::match_at;
use nosecrets_detectors::spec::guard;
use nosecrets_detectors::spec::rng::Rng;
use nosecrets_detectors::spec::schema::File;
use nosecrets_detectors::{BUILTIN, Detector, Group, Tier, Validator};
use nosecrets_engine::discover::Role;
use nosecrets_engine::{Config, Level, Rule, Scanner};

use super::facts::Row;
use super::judge::{self, Judged};

/// Values of a row that are scanned.
const SCANS: usize = 4;

/// How many values were found, of how many.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    found: usize,
    all: usize,
}

/// The shapes of code, each with its name. `named` has the words that the
/// detector asks for; the others have the provider's only.
fn shapes(provider: &str, detector: &Detector, value: &[u8]) -> [(&'static str, String); 4] {
    let (value, name) = (value.escape_ascii(), identifier(provider));
    let constant = name.to_uppercase();
    [
        ("named", format!("const {}: &str = \"{value}\";\n", wanted(detector))),
        ("const", format!("const {constant}_API_KEY: &str = \"{value}\";\n")),
        ("client", format!("fn f() {{\n    let _ = {name}::Client::new(\"{value}\");\n}}\n")),
        ("bare", format!("fn f() {{\n    g(\"{value}\");\n}}\n")),
    ]
}

/// A constant's name with a word of the detector's context and one of its kind.
fn wanted(detector: &Detector) -> String {
    let words = [detector.context, detector.kind].map(|list| list.iter().next().unwrap_or_default());
    identifier(&format!("a_{}_{}", words[0], words[1])).to_uppercase()
}

/// A provider's name as one of Rust.
pub(super) fn identifier(provider: &str) -> String {
    let name: String = provider.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let name = name.to_lowercase();
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name }
}

/// Scans values of all covered rows with the detectors that the engine has,
/// and prints how many are found by tier and shape.
pub(super) fn report(judged: &[(&Row, Judged)], files: &[File]) {
    let scanner = scanner();
    let mut counts: BTreeMap<(Tier, &str), Count> = BTreeMap::new();
    for (row, judged) in judged.iter().filter(|(_, judged)| judged.is_covered()) {
        let Some(detector) = judged.by else { continue };
        let mut missed: Vec<&str> = Vec::new();
        for value in values(row, detector, files) {
            for (shape, source) in shapes(&row.provider, detector, &value) {
                let found = finds(&scanner, &source);
                let count = counts.entry((detector.tier, shape)).or_default();
                count.all += 1;
                count.found += usize::from(found);
                if !found && !missed.contains(&shape) && is_promised(detector, shape) {
                    missed.push(shape);
                }
            }
        }
        if !missed.is_empty() {
            let Row { provider, kind, format, .. } = row;
            println!("missed: {provider} | {kind} | {format} | {}: {}", detector.id, missed.join(", "));
        }
    }
    println!("\n{:<12} {:<8} {:>7} {:>7} {:>8}", "tier", "shape", "values", "found", "share");
    for ((tier, shape), Count { found, all }) in counts {
        println!("{:<12} {shape:<8} {all:>7} {found:>7} {:>6.1} %", tier.name(), 100.0 * found as f64 / all as f64);
    }
}

/// What has a shape of its own is found everywhere; all else where a name is near.
fn is_promised(detector: &Detector, shape: &str) -> bool {
    match detector.tier {
        Tier::Structured => true,
        Tier::Contextual | Tier::Component => shape != "bare",
    }
}

/// Detectors only, identifiers included.
fn scanner() -> Scanner {
    let mut config = Config { semantic: false, ..Config::default() };
    // The name of a group is always known.
    let _ = config.levels.set(Group::Identifier.name(), Level::Deny);
    Scanner::new(config)
}

fn finds(scanner: &Scanner, source: &str) -> bool {
    let report = scanner.scan_bytes(Path::new("src/lib.rs"), Role::Library, source.as_bytes());
    report.findings.iter().any(|finding| matches!(finding.rule(), Rule::Detector(_)))
}

/// Values of the row's format that some detector takes whole. A checksum
/// cannot be drawn, so tokens that have one come from the detector's examples.
fn values(row: &Row, detector: &'static Detector, files: &[File]) -> Vec<Vec<u8>> {
    if detector.validator != Validator::None {
        return examples(detector, files);
    }
    let names = judge::Near::of(row);
    let fits = |value: &Vec<u8>| {
        let takes = |d: &Detector| d.fits(names.names()) && match_at(&d.program, value, 0) == Some(value.len());
        BUILTIN.detectors().iter().any(|d| takes(d) && d.is_plausible(value))
    };
    judge::values(row).into_iter().filter(fits).take(SCANS).collect()
}

fn examples(detector: &Detector, files: &[File]) -> Vec<Vec<u8>> {
    let mut all = files.iter().flat_map(|file| &file.detectors);
    let Some(source) = all.find(|source| source.id == detector.id) else { return Vec::new() };
    let drawn = |draw: usize| {
        let example = &source.positive[draw % source.positive.len()];
        guard::expand_positive(source, example, &mut Rng::from_seed(&format!("recall/{}/{draw}", detector.id))).ok()
    };
    (0..SCANS).filter_map(drawn).collect()
}
