//! The prefilter loses nothing: findings are the same without it.

use std::ops::Range;
use std::sync::Mutex;

use nosecrets_detectors::spec::rng::Rng;
use nosecrets_engine::lexer::{self, Kind};
use nosecrets_engine::{Config, Report};
use nosecrets_tests::{canary, rule_id};

use crate::sources::Generator;
use crate::{corpus, key, scan};

/// Sources that are generated.
const GENERATED: usize = 400;

/// Scans with and without the prefilter; the findings, if they are the same.
fn scan_both(path: &str, source: &[u8]) -> Result<Report, String> {
    scan_both_with(&Config::default(), path, source)
}

fn scan_both_with(config: &Config, path: &str, source: &[u8]) -> Result<Report, String> {
    let with = |prefilter| scan(&Config { prefilter, ..config.clone() }, path, source);
    let (fast, full) = (with(true), with(false));
    let keys = |report: &Report| report.findings.iter().map(key).collect::<Vec<_>>();
    let (fast_keys, full_keys) = (keys(&fast), keys(&full));
    if fast_keys == full_keys { Ok(fast) } else { Err(format!("with {fast_keys:#?}\nwithout {full_keys:#?}")) }
}

#[test]
fn generated_sources_give_the_same_findings() {
    let mut found = 0;
    for seed in 0..GENERATED {
        let source = Generator::new(&format!("prefilter/{seed}")).file();
        match scan_both("src/lib.rs", source.as_bytes()) {
            Ok(report) => found += report.findings.len(),
            Err(difference) => panic!("seed {seed}: {difference}\n{source}"),
        }
    }
    assert!(found > GENERATED, "only {found} findings say little");
}

#[test]
fn real_files_give_the_same_findings() {
    let files = corpus::files();
    let differences = Mutex::new(Vec::new());
    in_halves(&files, &|(path, bytes)| {
        let everywhere = Config { all_contexts: true, ..Config::default() };
        if let Err(difference) = scan_both_with(&everywhere, &path.to_string_lossy(), bytes) {
            differences.lock().unwrap().push(format!("{}: {difference}", path.display()));
        }
    });
    let differences = differences.into_inner().unwrap();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn a_token_planted_in_a_real_file_is_found() {
    let files = corpus::files();
    in_halves(&files, &|(path, bytes)| {
        let mut rng = Rng::from_seed(&path.to_string_lossy());
        let Some((source, place)) = plant(bytes, &mut rng) else { return };
        let report = scan_both("src/lib.rs", &source);
        let report = report.unwrap_or_else(|difference| panic!("{}: {difference}", path.display()));
        let is_it = |finding: &nosecrets_engine::Finding| {
            let at = &finding.primary().location;
            rule_id(finding) == "nosecrets-canary" && (at.start..at.end) == place
        };
        assert!(report.findings.iter().any(is_it), "{}: {place:?} is not found", path.display());
    });
}

/// The file with a token in place of what one of its strings holds.
fn plant(bytes: &[u8], rng: &mut Rng) -> Option<(Vec<u8>, Range<usize>)> {
    let mut strings = Vec::new();
    lexer::lex(bytes, |token| {
        if token.kind == Kind::Str {
            strings.push(token.inner);
        }
    });
    if strings.is_empty() {
        return None;
    }
    let chosen = strings.swap_remove(rng.below(strings.len()));
    let token = canary();
    let place = chosen.start..chosen.start + token.len();
    Some(([&bytes[..chosen.start], token.as_bytes(), &bytes[chosen.end..]].concat(), place))
}

/// Runs a check on every file, on two threads with stacks that fit real code.
fn in_halves<T: Sync>(files: &[T], check: &(dyn Fn(&T) + Sync)) {
    std::thread::scope(|scope| {
        let spawn = |half: usize| {
            let thread = std::thread::Builder::new().stack_size(64 << 20);
            thread.spawn_scoped(scope, move || files.iter().skip(half).step_by(2).for_each(check)).unwrap()
        };
        let threads = [spawn(0), spawn(1)];
        for thread in threads {
            thread.join().unwrap();
        }
    });
}

/// Joins that a search for `concat`, `push_str` or `+ "` does not see.
#[test]
fn joins_of_every_spelling_give_the_same_findings() {
    let key = canary();
    let (head, tail) = key.split_at(20);
    for join in [
        "fn f() -> String { String::from(\"HEAD\") + (\"TAIL\") }",
        "fn f() -> String { let head = \"HEAD\"; let tail = \"TAIL\"; head.to_owned() + tail }",
        "mod a { pub const TAIL: &str = \"TAIL\"; } fn f() -> String { \"HEAD\".to_owned() + a::TAIL }",
        "fn f() -> String { let mut key = \"HEAD\".to_string(); key += (\"TAIL\"); key }",
        "fn f() -> String { \"HEAD\".to_owned() /* and */ + // more\n \"TAIL\" }",
        "fn f() -> String { \"HEAD\".to_owned() + r\"TAIL\" }",
    ] {
        let source = join.replace("HEAD", head).replace("TAIL", tail);
        let report = scan_both("src/lib.rs", source.as_bytes());
        let report = report.unwrap_or_else(|difference| panic!("{join}: {difference}"));
        assert_eq!(report.findings.len(), 1, "{join}");
    }
}
