//! An identifier and its secret are one finding, if they belong together.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::Path;

use nosecrets_engine::discover::Role;
use nosecrets_engine::{Config, Finding, Level, Scanner};
use nosecrets_tests::{leaks, rule_id, tokens};

/// A token of the detector, as text.
fn token(id: &str, seed: &str) -> String {
    String::from_utf8(tokens::token(id, seed)).unwrap()
}

fn id() -> String {
    token("aws-access-key-id", "pair")
}

fn key() -> String {
    token("aws-secret-access-key", "pair")
}

fn scan(path: &str, source: &str, config: Config) -> Vec<Finding> {
    Scanner::new(config).scan_bytes(Path::new(path), Role::Library, source.as_bytes()).findings
}

/// Each finding's rule, with the lines of its labels.
fn found(path: &str, source: &str) -> Vec<(&'static str, Vec<usize>)> {
    let lines = |finding: &Finding| {
        [finding.primary()].into_iter().chain(finding.secondary()).map(|label| label.location.line).collect()
    };
    scan(path, source, Config::default()).iter().map(|finding| (rule_id(finding), lines(finding))).collect()
}

fn found_in_rust(source: &str) -> Vec<(&'static str, Vec<usize>)> {
    found("src/lib.rs", source)
}

#[test]
fn the_arguments_of_a_call_belong_together() {
    let source = format!("fn f() {{\n aws::Credentials::new(\n\"{}\",\n\"{}\",\n);\n}}", id(), key());
    assert_eq!(found_in_rust(&source), [("aws-secret-access-key", vec![4, 3])]);
}

#[test]
fn so_do_the_fields_of_a_struct_literal() {
    let source = format!("fn f() -> Aws {{ Aws {{\n id: \"{}\",\n secret: \"{}\" }} }}", id(), key());
    assert_eq!(found_in_rust(&source), [("aws-secret-access-key", vec![3, 2])]);
}

#[test]
fn and_constants_whose_names_begin_alike() {
    let source = format!("const AWS_ID: &str = \"{}\";\nfn f() {{}}\nconst AWS_SECRET: &str = \"{}\";", id(), key());
    assert_eq!(found_in_rust(&source), [("aws-secret-access-key", vec![3, 1])]);
}

#[test]
fn and_keys_of_a_file_that_begin_alike() {
    let source = format!("AWS_ACCESS_KEY_ID={}\nREGION=x\nAWS_SECRET_ACCESS_KEY={}\n", id(), key());
    assert_eq!(found(".env", &source), [("aws-secret-access-key", vec![3, 1])]);
}

#[test]
fn an_account_that_is_no_finding_alone_is_shown_with_its_token() {
    let (sid, auth) = (token("twilio-account-sid", "pair"), token("twilio-auth-token", "pair"));
    let source = format!("fn f() {{ twilio::Client::new(\n\"{sid}\",\n\"{auth}\") }}\nconst OTHER: &str = \"{sid}\";");
    let findings = scan("src/lib.rs", &source, Config::default());
    let [finding] = &findings[..] else { panic!("{} findings", findings.len()) };
    assert_eq!(rule_id(finding), "twilio-auth-token");
    let [account] = finding.secondary() else { panic!("{} further labels", finding.secondary().len()) };
    assert_eq!(account.message, "with this Twilio Account SID");
    assert_eq!(account.location.line, 2);
}

#[test]
fn several_pairs_of_a_function_are_told_apart_by_the_call() {
    let (id, key) = (|seed| token("aws-access-key-id", seed), |seed| token("aws-secret-access-key", seed));
    let source = format!(
        "fn f() {{\naws::Credentials::new(\n\"{}\",\n\"{}\");\naws::Credentials::new(\n\"{}\",\n\"{}\");\n}}",
        id("a"),
        key("a"),
        id("b"),
        key("b")
    );
    assert_eq!(found_in_rust(&source), [("aws-secret-access-key", vec![4, 3]), ("aws-secret-access-key", vec![7, 6])]);
}

#[test]
fn neighbours_in_different_items_do_not_belong_together() {
    let source = format!("fn a() {{ aws(\"{}\") }}\nfn b() {{ aws_secret(\"{}\") }}", id(), key());
    assert_eq!(found_in_rust(&source), [("aws-access-key-id", vec![1]), ("aws-secret-access-key", vec![2])]);
    let source = format!("const ID: &str = \"{}\";\nconst AWS_SECRET: &str = \"{}\";", id(), key());
    assert_eq!(found_in_rust(&source), [("aws-access-key-id", vec![1]), ("aws-secret-access-key", vec![2])]);
}

#[test]
fn one_identifier_is_shown_with_one_secret() {
    let other = token("aws-secret-access-key", "other");
    let source = format!("fn f() {{ aws::Credentials::new(\"{}\",\n\"{}\",\n\"{other}\") }}", id(), key());
    assert_eq!(found_in_rust(&source), [("aws-secret-access-key", vec![2, 1]), ("aws-secret-access-key", vec![3])]);
}

#[test]
fn a_secret_that_is_allowed_does_not_take_its_identifier_with_it() {
    let source = format!("fn f() {{ aws::Credentials::new(\"{}\", \"{}\") }}", id(), key());
    let mut config = Config::default();
    config.levels.set("aws-secret-access-key", Level::Allow).unwrap();
    let findings = scan("src/lib.rs", &source, config);
    assert_eq!(findings.iter().map(rule_id).collect::<Vec<_>>(), ["aws-access-key-id"]);
}

#[test]
fn both_halves_are_masked() {
    let source = format!("fn f() {{ aws::Credentials::new(\"{}\", \"{}\") }}", id(), key());
    let findings = scan("src/lib.rs", &source, Config::default());
    let shown: String = findings.iter().map(leaks::everything_shown).collect();
    for (detector, token) in [("aws-access-key-id", id()), ("aws-secret-access-key", key())] {
        assert!(!leaks::gives_away(&shown, tokens::builtin(detector), token.as_bytes()), "{detector}");
    }
}

#[test]
fn a_password_is_shown_with_its_user() {
    let login = "fn f(c: Client) { c.basic_auth(\n\"adalovelace\",\nSome(\"kT9#vq2L!x8w\")) }";
    let fields = "fn f() -> Login { Login {\nusername: \"adalovelace\".into(),\npassword: \"kT9#vq2L!x8w\".into() } }";
    for source in [login, fields] {
        let findings = scan("src/lib.rs", source, Config::default());
        let [finding] = &findings[..] else { panic!("{} findings", findings.len()) };
        let [user] = finding.secondary() else { panic!("{} further labels", finding.secondary().len()) };
        assert_eq!((user.message.as_str(), user.location.line), ("with this user name", 2));
        assert!(!leaks::everything_shown(finding).contains("adalovelace"));
    }
}
