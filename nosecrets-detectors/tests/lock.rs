//! A reviewer sees in `detectors.lock` what a change of a detector's file does.

#![cfg(feature = "spec")]

use std::path::Path;

use nosecrets_detectors::spec::lock::{lock, MAX_LINE};
use nosecrets_detectors::spec::schema::File;
use nosecrets_detectors::spec::{build, load, schema};
use nosecrets_detectors::BUILTIN;

/// The lines of the detectors of these files.
fn lines(files: &[File]) -> Vec<String> {
    let catalogue = build::build(files).expect("the files can be compiled");
    lock(&catalogue).lines().map(str::to_owned).collect()
}

/// The files with the pattern of one detector changed.
fn changed(files: &[File], id: &str, from: &str, to: &str) -> Vec<File> {
    let mut files = files.to_vec();
    let mut detectors = files.iter_mut().flat_map(|file| &mut file.detectors);
    let detector = detectors.find(|detector| detector.id == id).expect(id);
    assert!(detector.pattern.contains(from), "{}", detector.pattern);
    detector.pattern = detector.pattern.replacen(from, to, 1);
    files
}

#[test]
fn a_change_of_a_pattern_changes_the_line_of_its_detector_alone() {
    let files = load::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("detectors")).expect("the files can be read");
    let before = lines(&files);
    for (id, from, to) in [
        ("github-personal-access-token", "{36}", "{37}"),
        ("adafruit-io-key", "aio_", "aio-"),
        // Others have this shape too.
        ("abstract-api-api-key", "32", "33"),
    ] {
        let after = lines(&changed(&files, id, from, to));
        let differing = before.iter().zip(&after).filter(|(before, after)| before != after);
        let ids: Vec<&str> = differing.map(|(line, _)| line.split(" | ").next().unwrap_or_default()).collect();
        assert_eq!((before.len(), ids), (after.len(), vec![id]));
    }
}

#[test]
fn a_line_says_what_was_compiled_in_the_words_of_the_readme() {
    let text = "
        [provider]
        id = 'acme'
        name = 'Acme'
        url = 'https://acme.example'
        category = 'data'
        [[detector]]
        id = 'acme-key'
        title = 'Acme key'
        env = 'ACME_KEY'
        pattern = '(?:acme|emca)_[0-9a-f]{32}'
        severity = 'high'
        confidence = 'high'
        positive = []
        negative = []
        [[detector]]
        id = 'acme-token'
        title = 'Acme token'
        env = 'ACME_TOKEN'
        pattern = '[0-9a-z]{8}-[0-9]{4,20}'
        context = ['acme']
        kind = ['token', 'key']
        severity = 'low'
        confidence = 'medium'
        positive = []
        negative = []
    ";
    let expected = [
        [
            "acme-key",
            "structured",
            r#"or @1 "acme" go @2 @1: "emca" @2: "_" [0-9a-f]{32} end"#,
            "length 37",
            "not after [0-9A-Z_a-z], not before [0-9A-Z_a-z]",
            r#"starts with "acme_" or "emca_" (37 unbroken)"#,
            "validator none",
            "context none",
            "kind none",
            "severity high, confidence high",
            "entropy 2.6, characters lower digit",
            "prefix 0, rank 488",
            "acme: Acme key, ACME_KEY",
            "d825:d994:aa16:f9ea",
        ],
        [
            "acme-token",
            "contextual",
            r#"[0-9a-z]{8} "-" [0-9]{4,20}< end"#,
            "length 13-29",
            r"not after [\-./0-9A-Z_a-z], not before [\-/0-9A-Z_a-z]",
            r"plain shape, first run up to 29 of [\-0-9a-z] with [\-]",
            "validator none",
            "context acme",
            "kind token key",
            "severity low, confidence medium",
            "entropy 2.4, characters lower digit wide",
            "prefix 0, rank 49",
            "acme: Acme token, ACME_TOKEN",
            "2972:c922:01ad:a060",
        ],
    ];
    let lines = lines(&[schema::parse(text).expect("the file can be read")]);
    assert_eq!(lines, expected.map(|fields| fields.join(" | ")));
}

#[test]
fn each_detector_has_one_line_that_can_be_read() {
    let lock = lock(&BUILTIN);
    let ids = lock.lines().map(|line| line.split(" | ").next().unwrap_or_default());
    assert!(ids.eq(BUILTIN.detectors().iter().map(|detector| detector.id)));
    for line in lock.lines() {
        assert!(line.len() < MAX_LINE, "{}", line.split(" | ").next().unwrap_or_default());
    }
}
