//! No format shows a credential, whatever it is asked for.

use super::harness::{Project, canary, canary_prefix};

const FORMATS: [&[&str]; 9] = [
    &["--format", "human"],
    &["--format", "human", "--color", "always"],
    &["--format", "short"],
    &["--format", "json"],
    &["--format", "sarif"],
    &["--message-format", "json"],
    &["--message-format", "json-diagnostic-short"],
    &["--message-format", "json-diagnostic-rendered-ansi"],
    &["--message-format", "json-render-diagnostics"],
];

/// The part of the token that must stay unseen, and pieces of it.
fn secrets() -> Vec<String> {
    let body = canary()[canary_prefix().len()..].to_owned();
    vec![body[..8].to_owned(), body[8..].to_owned()]
}

#[test]
fn a_token_is_masked_in_every_format() {
    let token = canary();
    let (head, tail) = token.split_at(25);
    let sources = [
        format!("const T: &str = \"{token}\"; // {token}\n"),
        format!("const T: &str = concat!(\"{head}\", \"{tail}\");\n"),
        format!("/// {token}\nfn f() {{ call(\"x\", \"{token}\", \"{token}\") }}\n"),
        format!("fn f( {{{{ \"{token}\"\n"),
    ];
    for source in sources {
        let project = Project::package(&source);
        for format in FORMATS {
            let run = project.run(&[format, &["-v"]].concat());
            assert_eq!(run.code(), 1, "{format:?}");
            for secret in secrets() {
                assert!(!run.out.contains(&secret), "{format:?}\n{}", run.out);
                assert!(!run.err.contains(&secret), "{format:?}\n{}", run.err);
            }
        }
    }
}

#[test]
fn a_line_of_a_broken_file_is_masked_too() {
    let line = format!("token = \"{}\" oops\n", canary());
    let broken = Project::empty().file("Cargo.toml", &line).file("nosecrets.toml", &line);
    for args in [&[][..], &["."]] {
        let run = broken.run(args);
        assert_eq!(run.code(), 2);
        assert!(run.err.contains("oops"), "{}", run.err);
        assert!(secrets().iter().all(|secret| !run.err.contains(secret)), "{}", run.err);
    }
}
