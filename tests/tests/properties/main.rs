//! Properties of matcher, tables, prefilter, folding and scanner, on generated
//! input and on real files.
//!
//! Everything is drawn from fixed seeds, so a failure comes back on every run.
//! A panic names seeds, rules and places, never a token.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod corpus;
mod every_detector;
mod folding;
mod matcher;
mod own_detectors;
mod own_regexes;
mod prefilter;
mod robustness;
mod seeds;
mod sources;
mod tables;
mod threads;
mod without_validators;

use std::ops::Range;
use std::path::Path;

use nosecrets_engine::discover::Role;
use nosecrets_engine::{Config, Finding, Report, Scanner};
use nosecrets_tests::rule_id;

/// The findings of a source, scanned as part of a library.
fn scan(config: &Config, path: &str, source: &[u8]) -> Report {
    Scanner::new(config.clone()).scan_bytes(Path::new(path), Role::Library, source)
}

/// What identifies a finding: rule, path, all its places, fingerprint.
fn key(finding: &Finding) -> (&'static str, String, Vec<Range<usize>>, String) {
    let places = [finding.primary()].into_iter().chain(finding.secondary());
    let places = places.map(|label| label.location.start..label.location.end).collect();
    (rule_id(finding), finding.path().display().to_string(), places, finding.fingerprint().to_owned())
}
