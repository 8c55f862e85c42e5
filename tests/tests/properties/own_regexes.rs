//! Regexes of users: the prefilter takes nothing from them.

use std::path::Path;
use std::sync::Arc;

use nosecrets_engine::{Config, own};
use nosecrets_tests::rule_id;
use nosecrets_tests::tokens::drawn;

use crate::sources::Generator;
use crate::{corpus, key, scan};

/// Sources that are generated.
const GENERATED: usize = 100;

/// Regexes of every kind: with and without a fixed part, with context, with code around
/// the literal, and one that finds something in most files.
const OWN: &str = r#"
[[detector]]
id = "own-key"
title = "own key"
regex = '(?i)\bacme_(?:[a-z][0-9]+)+x\b'
positive = ["acme_{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}x", "acme_{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}x"]
negative = ["acme_{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}", "acne_{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}x"]

[[detector]]
id = "own-around"
title = "own key, by its name"
regex = '''(?i)acme_key\b[^\n"']{0,20}["']?\b([0-9a-f]{24})\b'''
positive = ["acme_key = {hex:24}", "ACME_KEY: \"{hex:24}\""]
negative = ["acme_key = {hex:23}", "{hex:24}"]

[[detector]]
id = "own-serial"
title = "own serial"
regex = '^[A-Z]{3}(?:-[0-9A-F]{4}){3,}$'
context = ["acme"]
positive = ["{upper:3}-{HEX:4}-{HEX:4}-{HEX:4}", "{upper:3}-{HEX:4}-{HEX:4}-{HEX:4}-{HEX:4}"]
negative = ["{upper:2}-{HEX:4}-{HEX:4}-{HEX:4}", "{upper:3}-{HEX:4}"]

[[detector]]
id = "own-word"
title = "own word"
regex = '\b(?:str|let|the)[a-z]*?[_ ](?P<rest>\w{6,30})\b'
group = "rest"
min_entropy = 0
positive = ["the_{lower:9}", "string {lower:9}"]
negative = ["a_{lower:9}", "the_{lower:3}"]
"#;

/// What is put in place of `KEY`, `NAMED` and `SERIAL` in these sources.
const SOURCES: [(&str, &str); 19] = [
    ("src/lib.rs", "const A: &str = \"KEY\";"),
    ("src/lib.rs", "const A: &[u8] = b\"ESCAPED\";"),
    ("src/lib.rs", "const A: &str = concat!(\"HEAD\", \"TAIL\");"),
    ("src/lib.rs", "const A: &str = concat!(\"acme_\", \"REST\");"),
    ("src/lib.rs", "const H: &str = \"HEAD\"; fn f() -> String { H.to_owned() + \"TAIL\" }"),
    ("src/lib.rs", "fn f() -> String { let mut a = String::from(\"acme_\"); a.push_str(\"REST\"); a }"),
    ("src/lib.rs", "/// KEY\nfn f() {}\n// KEY\n"),
    ("src/lib.rs", "fn f() { g(r#\"KEY\"#, \"SERIAL\") }"),
    ("src/lib.rs", "mod acme { const A: &str = \"SERIAL\"; }"),
    ("src/lib.rs", "const ACME_KEY: &str = \"NAMED\";"),
    ("src/lib.rs", "const ACME_KEY: [&str; 2] = [\"NAMED\", \"NAMED\"];"),
    ("src/lib.rs", "struct S { acme_key: &'static str } const S: S = S { acme_key: \"NAMED\" };"),
    ("src/lib.rs", "const ACME_KEY: &str = \"\\x41NAMED\"; const B: &str = \"ACME_KEY=NAMED\\n\";"),
    ("src/lib.rs", "fn f() { { let acme_key = \"NAMED"),
    ("src/acme/lib.rs", "const A: &str = \"SERIAL\"; macro_rules! m { () => { \"KEY\" } }"),
    (".env", "ACME_KEY=NAMED\nB=KEY\nACME=SERIAL\n"),
    ("a.yml", "acme:\n  key: SERIAL\n  acme_key: 'NAMED'\n"),
    ("a.json", "{\"acme_key\": \"NAMED\", \"b\": \"KEY\"}"),
    ("Cargo.toml", "[package]\nname = \"acme\"\n# acme_key NAMED KEY\n"),
];

fn config(prefilter: bool) -> Config {
    let text: Arc<str> = OWN.into();
    let read = own::read(Path::new("nosecrets.toml"), &text);
    let detectors = read.unwrap_or_else(|problems| panic!("{}", problems[0].title));
    Config { prefilter, detectors, ..Config::default() }
}

/// A source with tokens of its own.
fn filled(source: &str, seed: &str) -> String {
    let token = drawn(&format!("acme_{}x", "{lower:1}{digits:2}{lower:1}{digits:1}".repeat(4)), seed);
    let escaped: String = token.bytes().map(|byte| format!("\\x{byte:02x}")).collect();
    let holes = [
        ("ESCAPED", escaped.as_str()),
        ("HEAD", &token[..18]),
        ("TAIL", &token[18..]),
        ("REST", &token[5..]),
        ("KEY\"", &format!("{token}\"")),
        (" KEY", &format!(" {token}")),
        ("B=KEY", &format!("B={token}")),
        ("NAMED", &drawn("{hex:24}", seed)),
        ("SERIAL", &drawn("{upper:3}-{HEX:4}-{HEX:4}-{HEX:4}", seed)),
    ];
    holes.iter().fold(source.to_owned(), |text, (hole, value)| text.replace(hole, value))
}

/// Number of findings of our detectors, which are the same without the prefilter.
fn found(configs: &[Config; 2], path: &str, source: &[u8], what: &str) -> usize {
    let [fast, full] = [0, 1].map(|at| scan(&configs[at], path, source));
    let keys = |report: &nosecrets_engine::Report| report.findings.iter().map(key).collect::<Vec<_>>();
    assert_eq!(keys(&fast), keys(&full), "{what}");
    fast.findings.iter().filter(|finding| rule_id(finding).starts_with("own-")).count()
}

#[test]
fn what_is_planted_is_found_with_the_prefilter_and_without() {
    let configs = [config(true), config(false)];
    let counts = SOURCES.iter().enumerate().map(|(at, (path, source))| {
        let text = filled(source, &format!("regexes/{at}"));
        found(&configs, path, text.as_bytes(), &format!("source {at}"))
    });
    let without: Vec<usize> = counts.enumerate().filter(|(_, count)| *count == 0).map(|(at, _)| at).collect();
    assert_eq!(without, [0; 0], "nothing is found in these");
}

#[test]
fn generated_and_real_files_give_the_same_findings() {
    let configs = [config(true), config(false)];
    let mut count = 0;
    for seed in 0..GENERATED {
        let source = Generator::new(&format!("regexes/{seed}")).file();
        count += found(&configs, "src/lib.rs", source.as_bytes(), &format!("seed {seed}"));
    }
    for (path, bytes) in corpus::files().iter().step_by(5) {
        count += found(&configs, &path.to_string_lossy(), bytes, &path.display().to_string());
    }
    assert!(count > GENERATED, "only {count} findings say little");
}
