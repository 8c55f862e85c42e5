//! Readers of settings and of other tools' rules: what is wrong with a text is
//! said, and what is said shows no token of it.

use cargo_nosecrets::readers;
use nosecrets_core::Tier;
use nosecrets_core::spec::{category, schema};

use super::holes::{self, Drawn};
use crate::leaks::gives_away;

/// `nosecrets.toml`, and our tables of `Cargo.toml`.
pub(super) fn settings(input: &[u8]) {
    told(input, &readers::settings);
    told(input, &readers::manifest);
}

/// Detectors of users, and the files of the catalogue.
pub(super) fn detectors(input: &[u8]) {
    told(input, &readers::own_detectors);
    if let Ok(text) = std::str::from_utf8(input) {
        // Errors are for our own developers: that there is one is enough.
        let _ = (schema::parse(text), category::parse(text));
    }
}

/// Rules in TOML.
pub(super) fn gitleaks(input: &[u8]) {
    told(input, &|text| imported(text, false));
}

/// Rules in YAML.
pub(super) fn kingfisher(input: &[u8]) {
    told(input, &|text| imported(text, true));
}

/// What was imported is a settings file without mistakes.
fn imported(text: &str, is_yaml: bool) -> Result<(), String> {
    let written = readers::import(text, is_yaml)?;
    if let Err(wrong) = readers::settings(&written).and_then(|()| readers::own_detectors(&written)) {
        // Two rules of one id, or of one regex, are the user's to tell apart.
        let known = ["there are two detectors", "is a rule that is built in", "claimed by"];
        assert!(known.iter().any(|known| wrong.contains(known)), "{wrong}");
    }
    Ok(())
}

/// Calls a reader with the text that an input stands for.
fn told(input: &[u8], read: &dyn Fn(&str) -> Result<(), String>) {
    let (filled, drawn) = holes::fill(input);
    let Ok(text) = String::from_utf8(filled) else { return };
    let Err(said) = read(&text) else { return };
    assert!(!said.trim().is_empty());
    let raw = String::from_utf8_lossy(input);
    for Drawn { detector, range } in drawn.iter().filter(|one| {
        // The fuzzer sees the tokens and writes pieces of them elsewhere: those are none.
        drawn.iter().filter(|other| other.detector.id == one.detector.id).all(|other| is_plain(text.as_bytes(), other))
    }) {
        let token = &text.as_bytes()[range.clone()];
        let is_shown = gives_away(&said, detector, token) && !gives_away(&raw, detector, token);
        assert!(!is_shown, "a token of `{}` is shown", detector.id);
    }
}

/// Whether a token stands alone in its quotes or between blanks, so that it is one
/// to every reader, and needs no context.
fn is_plain(text: &[u8], Drawn { detector, range }: &Drawn) -> bool {
    let is_edge = |byte: Option<&u8>| byte.is_none_or(|&byte| matches!(byte, b'"' | b' ' | b'\n'));
    detector.tier == Tier::Structured
        && is_edge(text[..range.start].last())
        && is_edge(text.get(range.end))
        && !text[range.clone()].contains(&b'\n')
}
