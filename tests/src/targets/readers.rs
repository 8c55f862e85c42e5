//! Readers of settings, of reports, of caches and of other tools' rules: what is wrong
//! with a text is said, and what is said shows no token of it.

use std::fs;
use std::sync::{Arc, LazyLock};

use cargo_nosecrets::readers;
use nosecrets_detectors::Tier;
use nosecrets_detectors::spec::{category, schema};
use nosecrets_engine::cache::{self, Cache};
use nosecrets_engine::discover::Root;
use nosecrets_engine::scan::Progress;
use nosecrets_engine::{Config, Scanner};

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

/// Reports of ours, as baselines and to be joined.
pub(super) fn reports(input: &[u8]) {
    told(input, &|text| {
        let written = readers::report(text)?;
        assert_eq!(readers::report(&written).as_deref(), Ok(&*written), "a report is joined to itself");
        Ok(())
    });
}

/// What earlier runs have learnt: each four bytes of the input are a change of a cache
/// that is whole, after which it must be worth nothing.
pub(super) fn cache(input: &[u8]) {
    static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(whole_cache);
    let is_worthless = |bytes: &[u8]| Cache::from_bytes(bytes, &SECRET, VERSION).to_bytes().is_none();
    assert!(!is_worthless(&WHOLE));
    assert!(is_worthless(input) || *input == **WHOLE, "made up");
    let mut changed = WHOLE.clone();
    for change in input.chunks_exact(4) {
        let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % (changed.len() + 1);
        match change[2] % 3 {
            0 => changed.truncate(at),
            1 => changed.insert(at, change[3]),
            _ if at < changed.len() => changed[at] ^= change[3],
            _ => {}
        }
        assert!(is_worthless(&changed) || changed == *WHOLE, "changed");
    }
}

const SECRET: cache::Secret = [7; 16];
const VERSION: &str = "1";

/// The cache that a scan of a few files leaves.
fn whole_cache() -> Vec<u8> {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    for number in 0..20 {
        let file = folder.path().join(format!("f{number}.rs"));
        fs::write(file, format!("fn f{number}() {{}}")).expect("the folder can be written to");
    }
    let cache = Arc::new(Cache::from_bytes(&[], &SECRET, VERSION));
    let scanner = Scanner::new(Config::default()).with_cache(Arc::clone(&cache));
    let root = Root { path: folder.path().to_path_buf(), ..Root::default() };
    scanner.scan(&[root], &Progress::default()).expect("the folder can be read");
    cache.to_bytes().expect("something was learnt")
}

/// What was imported is a settings file without mistakes.
fn imported(text: &str, is_yaml: bool) -> Result<(), String> {
    let written = readers::import(text, is_yaml)?;
    if let Err(wrong) = readers::settings(&written).and_then(|()| readers::own_detectors(&written)) {
        // Two rules of one id, or of one regex, are the user's to tell apart.
        let known = ["there are two detectors", "is a built-in rule", "claimed by"];
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
