//! Detectors of one's own with a regex instead of a pattern.

use nosecrets_tests::tokens::drawn;

use super::harness::{Project, Run};

/// What no pattern can say: groups that repeat without end, boundaries and any case within,
/// lazy repeats, text around the credential.
const OWN: &str = r#"
[[detector]]
id = "acme-key"
title = "Acme key"
regex = '(?i)\bacme(?:[-_]live)?_(?P<key>(?:[a-z][0-9]+)+x)\b'
group = "key"
positive = ["acme_{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}x", "ACME-live_{upper:1}{digits:2}{upper:1}{digits:1}{upper:1}{digits:2}{upper:1}{digits:1}{upper:1}{digits:2}{upper:1}{digits:1}{upper:1}{digits:2}{upper:1}{digits:1}{upper:1}{digits:2}{upper:1}{digits:1}x"]
negative = ["acme_{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}y", "bacme_{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}{lower:1}{digits:2}{lower:1}{digits:1}x"]
min_entropy = 2

[[detector]]
id = "bolt-key"
title = "Bolt key"
regex = 'bolt.*?<([0-9a-z]{20})>'
positive = ["bolt <{lowernum:20}>", "bolt: <a> <{lowernum:20}> <b>"]
negative = ["bolt <{lowernum:19}>", "bolt <{upper:20}>"]

[[detector]]
id = "zeta-key"
title = "Zeta key"
regex = '''zeta_key\s*(?::[^="]*)?=\s*["']?(\w{24})\b'''
group = 1
positive = ["zeta_key={alnum:24}", "zeta_key: &str = \"{alnum:24}\""]
negative = ["zeta_key={alnum:23}", "beta_key={alnum:24}"]

[[detector]]
id = "mordor-serial"
title = "Mordor serial"
regex = '\b[A-Z]{3}(?:-[0-9A-F]{4})+\b'
context = ["mordor"]
kind = ["serial"]
positive = ["{upper:3}-{HEX:4}-{HEX:4}-{HEX:4}", "{upper:3}-{HEX:4}-{HEX:4}-{HEX:4}-{HEX:4}"]
negative = ["{upper:2}-{HEX:4}-{HEX:4}", "{upper:3}-{HEX:3}"]
"#;

fn acme() -> String {
    drawn(&format!("{}x", "{lower:1}{digits:2}{lower:1}{digits:1}".repeat(4)), "acme")
}

fn bolt() -> String {
    drawn("{lowernum:20}", "bolt")
}

fn zeta() -> String {
    drawn("{alnum:24}", "zeta")
}

fn mordor() -> String {
    drawn("{upper:3}-{HEX:4}-{HEX:4}-{HEX:4}", "mordor")
}

fn package(path: &str, text: &str) -> Project {
    Project::package("fn main() {}\n").file("nosecrets.toml", OWN).file(path, text)
}

/// Nothing that was written holds a value, or a part of one.
fn is_silent(run: &Run) {
    for value in [acme(), bolt(), zeta(), mordor()] {
        let is_shown = |text: &str| text.contains(&value) || text.contains(&value[5..12]);
        assert!(!is_shown(&run.out) && !is_shown(&run.err), "a value is shown");
    }
}

/// The rules that find something in a file, with lines and columns.
fn found(path: &str, text: &str) -> Vec<String> {
    let run = package(path, text).run(&["--format", "short", "--quiet", "--detectors-only"]);
    is_silent(&run);
    let short = |line: &str| {
        let (place, rest) = line.split_once(": ").unwrap();
        let rule = rest.split(['[', ']']).nth(1).unwrap();
        format!("{} {rule}", place.strip_prefix(path).unwrap())
    };
    run.out.lines().map(short).collect()
}

#[test]
fn a_credential_is_found_however_it_is_written() {
    let (key, main) = (acme(), "src/main.rs");
    let token = format!("acme_{key}");
    let (head, tail) = token.split_at(20);
    let escaped: String = token.bytes().map(|byte| format!("\\x{byte:02x}")).collect();
    let hex: String = token.bytes().map(|byte| format!("{byte:02x}")).collect();
    for (path, text, place) in [
        (main, format!("const A: &str = \"{token}\";\n"), ":1:23"),
        (main, format!("const A: &str = r#\"ACME-live_{key}\"#;\n"), ":1:30"),
        (main, format!("const A: &[u8] = b\"{escaped}\";\n"), ":1:40"),
        (main, format!("const A: &[u8] = &{:?};\n", token.as_bytes()), ":1:42"),
        (main, format!("const A: &str = concat!(\"{head}\", \"{tail}\");\n"), ":1:25"),
        (main, format!("fn f() {{ let a = [\"acme_\", \"{key}\"].concat(); }}\n"), ":1:28"),
        (main, format!("fn f() {{ let a = hex!(\"{hex}\"); }}\n"), ":1:23"),
        (main, format!("// {token}\nfn f() {{}}\n"), ":1:9"),
        (main, format!("/// {token}\nfn f() {{}}\n"), ":1:10"),
        (main, format!("fn f( {{{{ \"{token}\n"), ":1:16"),
        ("settings.yml", format!("url: https://acme.example/?t={token}\n"), ":1:35"),
        ("notes.md", format!("Use `{token}`.\n"), ":1:11"),
        (".env", format!("T={token}\n"), ":1:8"),
    ] {
        assert_eq!(found(path, &text), [format!("{place} acme-key")], "{path}: {place}");
    }
}

#[test]
fn what_is_near_the_shape_is_none() {
    let key = acme();
    for near in [format!("acme_{key}y"), format!("bacme_{key}"), format!("acme_{}", &key[1..])] {
        assert_eq!(found("src/main.rs", &format!("const A: &str = \"{near}\";\n")), [""; 0]);
    }
    // Of the shape, but not random enough.
    assert_eq!(found(".env", &format!("A=acme_{}x\n", "a1".repeat(12))), [""; 0]);
}

#[test]
fn a_lazy_repeat_takes_no_more_than_it_must() {
    let (one, two) = (bolt(), drawn("{lowernum:20}", "two"));
    let text = format!("bolt <{one}> bolt: <{two}>\n");
    assert_eq!(found("notes.md", &text), [":1:7 bolt-key", ":1:36 bolt-key"]);
    let text = format!("const A: &str = \"{}\";\n", text.trim_end());
    assert_eq!(found("src/main.rs", &text), [":1:24 bolt-key", ":1:53 bolt-key"]);
}

#[test]
fn code_around_a_literal_counts() {
    let key = zeta();
    for (text, place) in [
        (format!("const zeta_key: &str = \"{key}\";\n"), Some(":1:25")),
        (format!("fn f() {{ let zeta_key = \"{key}\"; }}\n"), Some(":1:26")),
        (format!("// zeta_key={key}\n"), Some(":1:13")),
        (format!("const A: &str = \"zeta_key={key}\";\n"), Some(":1:27")),
        // No literal and no comment holds it.
        (format!("fn f() {{ zeta_key = {key}; }}\n"), None),
        (format!("const beta_key: &str = \"{key}\";\n"), None),
    ] {
        let shape = text.replace(&key, "KEY");
        let expected: Vec<_> = place.iter().map(|place| format!("{place} zeta-key")).collect();
        assert_eq!(found("src/main.rs", &text), expected, "{shape}");
    }
    assert_eq!(found("a.toml", &format!("zeta_key = '{key}'\n")), [":1:13 zeta-key"]);
}

#[test]
fn a_regex_with_context_needs_its_words_near() {
    let key = mordor();
    for (path, text, count) in [
        ("src/main.rs", format!("const MORDOR_SERIAL: &str = \"{key}\";\n"), 1),
        ("src/main.rs", format!("fn f() {{ mordor::Client::new().serial(\"{key}\"); }}\n"), 1),
        ("src/main.rs", format!("const MORDOR_NAME: &str = \"{key}\";\n"), 0),
        ("src/main.rs", format!("const SERIAL: &str = \"{key}\";\n"), 0),
        (".env", format!("MORDOR_SERIAL={key}\n"), 1),
        (".env", format!("SERIAL={key}\n"), 0),
    ] {
        assert_eq!(found(path, &text).len(), count, "{}", text.replace(&key, "KEY"));
    }
}

#[test]
fn a_finding_is_masked_suppressed_and_explained_as_any_other() {
    let key = acme();
    let text = format!("const A: &str = \"acme_{key}\";\n");
    let run = package("src/main.rs", &text).run(&[]);
    is_silent(&run);
    insta::assert_snapshot!(run.out, @r#"
    error[acme-key]: hard-coded Acme key
     --> src/main.rs:1:23
      |
    1 | const A: &str = "acme_*********************";
      |                       ^^^^^^^^^^^^^^^^^^^^^ Acme key
      |
      = note: value: … (21 bytes)
      = help: read it when the program runs: `env_secret!("ACME_KEY")`
      = help: it has leaked to everyone who can read this file: replace it, see `cargo nosecrets --explain acme-key`
    "#);
    let allowed = format!("// nosecrets: allow(acme-key) -- a test\n{text}");
    assert_eq!(found("src/main.rs", &allowed), [""; 0]);
    let page = package("src/main.rs", &text).run(&["--explain", "acme-key"]);
    assert!(page.out.contains(r"regex       (?i)\bacme"), "{}", page.out);
    assert!(page.out.contains("group       key"), "{}", page.out);
    let list = package("src/main.rs", &text).run(&["--list", "acme-key", "--format", "json"]);
    assert!(list.out.contains(r"(?i)\\bacme"), "{}", list.out);
}

#[test]
fn a_validator_and_other_detectors_have_their_say() {
    let own = r#"[[detector]]
id = "acme-jwt"
title = "Acme session"
regex = 'acme_jwt=([\w.-]+)'
validator = "jwt"
positive = ["acme_jwt={jwt}", "acme_jwt={jwt}"]
negative = ["acme_jwt={alnum:90}", "{jwt}"]

[[detector]]
id = "acme-canary"
title = "our canary"
regex = '\bnosecrets_canary_([0-9a-z]{16})\b'
positive = ["nosecrets_canary_{lowernum:16}", "nosecrets_canary_{digits:16}"]
negative = ["nosecrets_canary_{lowernum:15}", "nosecrets_canary_{upper:16}"]
"#;
    let (jwt, none) = (drawn("{jwt}", "regex"), drawn("{alnum:90}", "regex"));
    let text = format!("acme_jwt={jwt}\nacme_jwt={none}\n{}\n", super::harness::canary());
    let run =
        Project::package("").file("nosecrets.toml", own).file(".env", &text).run(&["--format", "short", "--quiet"]);
    let rules: Vec<_> = run.out.lines().filter_map(|line| line.split(['[', ']']).nth(1)).collect();
    // One credential, one finding: what has a checksum that holds comes first, and then what is longer.
    assert_eq!(rules, ["acme-jwt", "nosecrets-canary"], "{}", run.err);
    assert!(!run.out.contains(&jwt[9..30]) && !run.out.contains(&none[..20]));
}

#[test]
fn the_cache_knows_of_a_regex() {
    let key = acme();
    let project = package(".env", &format!("A=acme_{key}\n"));
    let run = |project: &Project| project.run(&["--format", "short", "--quiet", "--cache-dir", "cache"]).out;
    let changed = OWN.replace("x)\\b'", "z)\\b'").replace("x\",", "z\",").replace("}x\"]\nnegative", "}z\"]\nnegative");
    assert_ne!(changed, OWN);
    let project = project.file("nosecrets.toml", &changed);
    assert_eq!(run(&project), "");
    let project = project.file("nosecrets.toml", OWN);
    assert!(run(&project).contains("acme-key"));
    // The group alone decides as well.
    let project = project.file("nosecrets.toml", &OWN.replace("group = \"key\"", "group = 0"));
    assert!(run(&project).contains(".env:1:3"));
}

#[test]
fn what_a_regex_finds_is_hidden_in_messages() {
    let key = acme();
    let text = OWN.replace("title = \"Acme key\"", &format!("title = \"acme_{key}\""));
    let run = Project::empty().file("nosecrets.toml", &text).run(&["rules", "check"]);
    assert_eq!(run.code(), 2);
    assert!(run.err.contains("one of the detectors finds something in the title"), "{}", run.code());
    is_silent(&run);
    let quoted = format!("{OWN}\n[levels]\n\"acme_{key}\" = \"no\"\n");
    let run = package("nosecrets.toml", &quoted).run(&[]);
    assert_eq!(run.code(), 2);
    assert!(run.err.contains("acme_*****"), "{}", run.code());
    is_silent(&run);
}
