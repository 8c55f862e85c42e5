//! No input makes the scanner panic, and what it reports lies in the input.

use nosecrets_detectors::spec::rng::Rng;
use nosecrets_engine::Config;
use nosecrets_tests::targets::is_sound;
use proptest::prelude::*;

use crate::scan;
use crate::sources::Generator;

/// Sources that are broken at random.
const BROKEN: usize = 400;

/// What gives a lexer and a parser trouble.
const TROUBLE: &[&str] = &[
    "\"",
    "'",
    "r#\"",
    "\"#",
    "b'",
    "c\"",
    "\\",
    "\\x",
    "\\u{",
    "//",
    "/*",
    "*/",
    "///",
    "//!",
    "#[",
    "#!",
    "]",
    "{",
    "}",
    "(",
    ")",
    "concat!(",
    "format!(\"{}",
    ".push_str(",
    "+ \"",
    "!",
    "'a",
    "0x",
    "é",
    "\u{202E}",
    "\u{FEFF}",
    "\r\n",
    "\0",
    "nosecrets: allow(",
    "cfg_attr(any(), nosecrets::allow(",
    "-- ",
    "---\n",
    "ghp_",
    "sk_live_",
    "-----BEGIN PRIVATE KEY-----",
    "xoxb-",
    "eyJ",
];

fn check(source: &[u8]) {
    for path in ["src/lib.rs", "a.toml"] {
        for prefilter in [true, false] {
            let report = scan(&Config { prefilter, ..Config::default() }, path, source);
            assert!(is_sound(&report, source), "{path}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_scanned(source in prop::collection::vec(any::<u8>(), 0..1500)) {
        // The mark of UTF-16 changes what places mean.
        prop_assume!(!source.starts_with(b"\xFF\xFE") && !source.starts_with(b"\xFE\xFF"));
        check(&source);
    }

    #[test]
    fn any_mix_of_troublesome_pieces_is_scanned(pieces in prop::collection::vec(0..TROUBLE.len(), 0..60)) {
        let source: String = pieces.into_iter().map(|at| TROUBLE[at]).collect();
        check(source.as_bytes());
    }
}

#[test]
fn sources_broken_anywhere_are_scanned() {
    for seed in 0..BROKEN {
        let mut source = Generator::new(&format!("broken/{seed}")).file().into_bytes();
        let mut rng = Rng::from_seed(&format!("broken/{seed}"));
        for _ in 0..=rng.below(4) {
            break_it(&mut source, &mut rng);
        }
        check(&source);
    }
}

fn break_it(source: &mut Vec<u8>, rng: &mut Rng) {
    let at = rng.below(source.len() + 1);
    match rng.below(3) {
        0 => source.truncate(at),
        1 => drop(source.splice(at..at, TROUBLE[rng.below(TROUBLE.len())].bytes())),
        _ => drop(source.drain(at..(at + rng.below(20)).min(source.len()))),
    }
}
