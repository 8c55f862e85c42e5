//! Detectors of users are searched for as those that are built in.

use std::ops::Range;

use nosecrets_detectors::spec::build;
use nosecrets_detectors::spec::schema::Detector as Source;
use nosecrets_detectors::{BUILTIN, Detector};
use nosecrets_engine::own::{Own, written};
use nosecrets_engine::{Config, Detectors, Report};
use nosecrets_tests::{rule_id, tokens};

use crate::every_detector::{config, other_sources, plain_sources};
use crate::{key, scan};

/// All detectors are copied, and one in so many is looked for, in nine spellings.
const STEP: usize = 8;

/// What the ids of the copies begin with.
const COPY: &str = "copy-of-";

/// A copy of every detector that is built in.
fn copies() -> Config {
    let copy = |source: &Source| Source { id: format!("{COPY}{}", source.id), ..source.clone() };
    let sources: Vec<_> = tokens::files().iter().flat_map(|file| &file.detectors).map(copy).collect();
    let catalogue = build::build(&[written::file(sources.clone())]).unwrap();
    let own = Own::new(Box::leak(Box::new(catalogue)), sources).unwrap();
    Config { detectors: Detectors::from(own), ..config() }
}

/// Where a detector finds something.
fn places(report: &Report, id: &str) -> Vec<Range<usize>> {
    let findings = report.findings.iter().filter(|finding| rule_id(finding) == id);
    findings.map(|finding| finding.primary().location.start..finding.primary().location.end).collect()
}

/// Each detector's token, however it is written.
fn sources(detector: &Detector) -> impl Iterator<Item = (&'static str, String)> {
    let token = String::from_utf8(tokens::token(detector.id, "copies")).unwrap();
    plain_sources(detector, &token).into_iter().chain(other_sources(detector, &token))
}

#[test]
fn a_copy_of_a_detector_finds_the_same_places() {
    let (builtin, copies) = (config(), copies());
    let (mut found, mut tried) = (0, 0);
    for detector in BUILTIN.detectors().iter().step_by(STEP) {
        for (at, (path, source)) in sources(detector).enumerate() {
            let known = places(&scan(&builtin, path, source.as_bytes()), detector.id);
            let report = scan(&copies, path, source.as_bytes());
            assert_eq!(places(&report, &format!("{COPY}{}", detector.id)), known, "{} in source {at}", detector.id);
            assert!(places(&report, detector.id).is_empty(), "{} in source {at}", detector.id);
            found += known.len();
        }
        tried += 1;
    }
    assert!(found > 5 * tried, "{found} of {tried}");
}

#[test]
fn the_prefilter_takes_nothing_from_them() {
    let copies = copies();
    let whole = Config { prefilter: false, ..copies.clone() };
    for detector in BUILTIN.detectors().iter().skip(1).step_by(STEP) {
        for (at, (path, source)) in sources(detector).enumerate() {
            let keys = |config| scan(config, path, source.as_bytes()).findings.iter().map(key).collect::<Vec<_>>();
            assert_eq!(keys(&copies), keys(&whole), "{} in source {at}", detector.id);
        }
    }
}
