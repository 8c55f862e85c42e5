//! A scan with detectors of one's own.

use std::fs;

use nosecrets_tests::tokens::{drawn, workspace};
use serde_json::json;

use super::harness::{MANIFEST, Project, Run};

/// One detector with a prefix, one that needs its words near, and a component.
const OWN: &str = r#"
[[detector]]
id = "acme-token"
title = "Acme token"
env = "ACME_API_TOKEN"
pattern = 'acme-[0-9a-f]{24}'
positive = ["acme-{hex:24}", "acme-{hex:24}"]
negative = ["acme-{hex:23}", "acme-{HEX:24}"]

[[detector]]
id = "acme-old-key"
title = "old Acme key"
pattern = '[0-9A-Z]{21}'
context = ["acme"]
kind = ["key"]
positive = ["{uppernum:21}", "{uppernum:21}"]
negative = ["{uppernum:20}", "{lowernum:21}"]

[[detector]]
id = "acme-tenant"
title = "Acme tenant"
component = true
severity = "low"
pattern = 'acmetenant[0-9]{12}'
positive = ["acmetenant{digits:12}", "acmetenant{digits:12}"]
negative = ["acmetenant{digits:11}", "acmetenant{hex:12}"]
"#;

fn token() -> String {
    drawn("acme-{hex:24}", "own")
}

fn old_key() -> String {
    drawn("{uppernum:21}", "own")
}

fn tenant() -> String {
    drawn("acmetenant{digits:12}", "own")
}

/// A package with detectors of its own and this code.
fn package(main: &str) -> Project {
    Project::package(main).file("nosecrets.toml", OWN)
}

/// A package with one credential.
fn leaky() -> Project {
    package(&format!("const ACME: &str = \"{}\";\n", token()))
}

/// Nothing that was written holds a value, or a part of one.
fn is_silent(run: &Run) {
    let (token, old, tenant) = (token(), old_key(), tenant());
    for value in [&token[..], &token[8..20], &old, &old[4..16], &tenant[12..]] {
        assert!(!run.out.contains(value) && !run.err.contains(value), "a value is shown");
    }
}

/// The lines of the short form.
fn short(project: &Project, args: &[&str]) -> Vec<String> {
    let run = project.run(&[&["--format", "short", "--quiet"], args].concat());
    is_silent(&run);
    run.out.lines().map(str::to_owned).collect()
}

#[test]
fn a_credential_is_found_however_it_is_written() {
    let token = token();
    let (head, tail) = token.split_at(14);
    let escaped: String = token.bytes().map(|byte| format!("\\x{byte:02x}")).collect();
    let hex: String = token.bytes().map(|byte| format!("{byte:02x}")).collect();
    for (path, text) in [
        ("src/main.rs", format!("const A: &str = \"{token}\";\n")),
        ("src/main.rs", format!("const A: &[u8] = b\"{escaped}\";\n")),
        ("src/main.rs", format!("const A: &[u8] = &{:?};\n", token.as_bytes())),
        ("src/main.rs", format!("const A: &str = concat!(\"{head}\", \"{tail}\");\n")),
        ("src/main.rs", format!("fn f() {{ let a = [\"acme-\", \"{}\"].concat(); }}\n", &token[5..])),
        ("src/main.rs", format!("fn f() {{ let a = hex!(\"{hex}\"); }}\n")),
        ("src/main.rs", format!("// {token}\nfn f() {{}}\n")),
        ("src/main.rs", format!("/// {token}\nfn f() {{}}\n")),
        ("src/main.rs", format!("fn f( {{{{ \"{token}\n")),
        ("settings.yml", format!("url: https://acme.example/?t={token}\n")),
        ("notes.md", format!("Use `{token}`.\n")),
        (".env", format!("T={token}\n")),
    ] {
        let lines = short(&package("").file(path, &text), &[]);
        assert_eq!(lines.len(), 1, "{path}: {lines:?}");
        assert!(lines[0].starts_with(path) && lines[0].contains("error[acme-token]: "), "{lines:?}");
    }
}

#[test]
fn what_is_near_the_shape_is_none() {
    for template in ["acme-{hex:23}", "acme-{HEX:24}", "acne-{hex:24}", "acme-{hex:24}f"] {
        let text = format!("const A: &str = \"{}\";\n", drawn(template, "near"));
        assert_eq!(short(&package(&text), &[]), [""; 0], "{template}");
    }
}

#[test]
fn a_detector_with_context_needs_its_words_near() {
    let key = old_key();
    for (text, count) in [
        (format!("const ACME_KEY: &str = \"{key}\";\n"), 1),
        (format!("fn f() {{ acme::Client::new().key(\"{key}\"); }}\n"), 1),
        (format!("const ACME_NAME: &str = \"{key}\";\n"), 0),
        (format!("const KEY: &str = \"{key}\";\n"), 0),
        (format!("fn acme_key() {{}}\nconst OTHER: &str = \"{key}\";\n"), 0),
    ] {
        let lines = short(&package(&text), &["--detectors-only"]);
        assert_eq!(lines.len(), count, "{lines:?}");
        assert!(lines.iter().all(|line| line.contains("error[acme-old-key]: ")), "{lines:?}");
    }
    let in_text = package("").file("a.toml", &format!("[acme]\nkey = \"{key}\"\n"));
    assert_eq!(short(&in_text, &[]).len(), 1);
}

#[test]
fn a_component_is_reported_when_it_is_asked_for_and_stays_alone() {
    let source = format!("fn f() {{ new(\"{}\", \"{}\"); }}\n", tenant(), token());
    assert_eq!(short(&package(&source), &[]).len(), 1);
    assert_eq!(short(&package(&source), &["-W", "identifier"]).len(), 2);
}

#[test]
fn standard_input_and_what_is_staged_are_searched_as_well() {
    let run = leaky().run_with_input(&["-", "--format", "short"], &format!("t: {}\n", token()));
    is_silent(&run);
    assert!(run.out.starts_with("<stdin>:1:4: error[acme-token]: "), "{}", run.out);
    let project = leaky();
    fs::remove_dir(project.path(".git")).unwrap();
    for args in [&["init", "--quiet"][..], &["add", "--all"]] {
        assert!(std::process::Command::new("git").current_dir(project.path("")).args(args).status().unwrap().success());
    }
    assert_eq!(short(&project, &["--staged"]).len(), 1);
}

#[test]
fn a_named_file_and_a_named_config_have_them_too() {
    let project = leaky();
    assert_eq!(short(&project, &["src/main.rs"]).len(), 1);
    fs::rename(project.path("nosecrets.toml"), project.path("own.toml")).unwrap();
    assert_eq!(short(&project, &[]), [""; 0]);
    assert_eq!(short(&project, &["--config", "own.toml"]).len(), 1);
}

#[test]
fn a_finding_is_told_as_any_other() {
    let run = leaky().run(&[]);
    is_silent(&run);
    assert_eq!(run.code(), 1);
    insta::assert_snapshot!(run.out, @r#"
    error[acme-token]: hard-coded Acme token
     --> src/main.rs:1:21
      |
    1 | const ACME: &str = "*****************************";
      |                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Acme token
      |
      = note: value: acme-… (29 bytes)
      = help: read it when the program runs: `env_secret!("ACME_API_TOKEN")`
      = help: it has leaked to everyone who can read this file: replace it, see `cargo nosecrets --explain acme-token`
    "#);
}

#[test]
fn every_form_of_output_has_it_and_none_its_value() {
    let project = leaky();
    let run = project.run(&["--format", "json"]);
    is_silent(&run);
    let finding = &run.json()["findings"][0];
    assert_eq!((&finding["rule"], &finding["provider"]), (&json!("acme-token"), &json!("custom")));
    assert_eq!(finding["title"], "hard-coded Acme token");
    let run = project.run(&["--format", "sarif"]);
    is_silent(&run);
    let log = &run.json()["runs"][0];
    let rule = &log["tool"]["driver"]["rules"][log["results"][0]["ruleIndex"].as_u64().unwrap() as usize];
    assert_eq!((&rule["id"], &rule["name"]), (&json!("acme-token"), &json!("AcmeToken")));
    assert_eq!(rule["shortDescription"]["text"], "Hard-coded Acme token");
    assert!(rule["help"]["text"].as_str().unwrap().contains("allow(acme-token)"), "{rule}");
    assert!(rule["properties"]["tags"].as_array().unwrap().contains(&json!("custom")));
    for args in [&["--message-format", "json"][..], &["--format", "human", "-v", "--explain-finding"]] {
        let run = project.run(args);
        is_silent(&run);
        assert!(run.out.contains("acme"), "{}", run.out);
    }
}

#[test]
fn a_page_explains_it() {
    let project = package("");
    let page = project.run(&["--explain", "acme-old-key"]).out;
    insta::assert_snapshot!(page, @r"
    acme-old-key: old Acme key

      from        custom detectors, in nosecrets.toml
      severity    high: acts on behalf of one service or person
      confidence  medium: shape and names agree
      reported    if one of these words is near: acme; and one of these nearest to it: key
      variable    ACME_OLD_KEY
      shape       21 upper-case letters and digits
      pattern     [0-9A-Z]{21}

    Examples that are found (templates: `{hex:32}` is 32 hex digits)
      {uppernum:21}
      {uppernum:21}

    Examples that are not found
      {uppernum:20}
      {lowernum:21}

    What to do
      Replace the credential, and read it from the environment.

    If it is not a credential
      Say so on the line or the line before, with the reason:
      // nosecrets: allow(acme-old-key) -- reason
    ");
    let page = project.run(&["--explain", "custom"]).out;
    assert!(page.contains("acme-tenant (low): Acme tenant"), "{page}");
    // What is built in can be read of whatever is wrong with the settings.
    let broken = Project::empty().file("nosecrets.toml", &OWN.replace("{24}'", "{24'"));
    assert_eq!(broken.run(&["--explain", "jwt"]).code(), 0);
    assert_eq!(broken.run(&["--explain", "acme-token"]).code(), 2);
    assert_eq!(Project::empty().run(&["--explain", "custom"]).code(), 2);
}

#[test]
fn the_list_marks_it_as_the_user_s() {
    let project = package("");
    insta::assert_snapshot!(project.run(&["--list", "--provider", "custom"]).out, @r"
    ID            PROVIDER  TIER        SEVERITY  VARIABLE        TITLE
    acme-old-key  custom    contextual  high      ACME_OLD_KEY    old Acme key
    acme-tenant   custom    component   low       ACME_TENANT     Acme tenant
    acme-token    custom    structured  high      ACME_API_TOKEN  Acme token

    3 rules: 1 structured, 1 contextual, 1 component, 0 semantic
    ");
    let list = project.run(&["--list", "acme-token", "--format", "json"]).json();
    let rule = &list["rules"][0];
    assert_eq!((&rule["provider"], &rule["tier"]), (&json!("custom"), &json!("structured")));
    assert_eq!(rule["pattern"], "acme-[0-9a-f]{24}");
    assert_eq!(Project::empty().run(&["--list", "--provider", "custom"]).code(), 2);
}

#[test]
fn suppressions_name_it() {
    let token = token();
    for text in [
        format!("const A: &str = \"{token}\"; // nosecrets: allow(acme-token) -- revoked\n"),
        format!("// nosecrets: allow(custom) -- revoked\nconst A: &str = \"{token}\";\n"),
        format!("#[cfg_attr(any(), nosecrets::allow(acme_token, reason = \"x\"))]\nconst A: &str = \"{token}\";\n"),
    ] {
        let run = package(&text).run(&["-D", "warnings"]);
        is_silent(&run);
        assert_eq!((run.code(), run.out.as_str()), (0, ""), "{}", run.out);
    }
    let unused = package("// nosecrets: allow(acme-token) -- nothing\nfn f() {}\n").run(&["--format", "short"]);
    assert!(unused.out.contains("unused-suppression"), "{}", unused.out);
    let mistyped = package("// nosecrets: allow(acme-tokn) -- nothing\nfn f() {}\n").run(&[]);
    assert!(mistyped.out.contains("did you mean `acme-token`?"), "{}", mistyped.out);
    let quoted = package(&format!("// nosecrets: allow({token}) -- it is {token}\nfn f() {{}}\n"));
    is_silent(&quoted.run(&["-v"]));
}

#[test]
fn levels_name_it_in_every_place() {
    let project = leaky();
    assert_eq!(short(&project, &["-A", "acme-token"]), [""; 0]);
    assert_eq!(short(&project, &["-A", "custom"]), [""; 0]);
    assert!(short(&project, &["-W", "acme-token"])[0].contains("warning[acme-token]"));
    let project = project.file("nosecrets.toml", &format!("levels = {{ acme-token = \"warn\" }}\n{OWN}"));
    assert!(short(&project, &[])[0].contains("warning[acme-token]"));
    assert!(short(&project, &["-D", "acme-token"])[0].contains("error[acme-token]"));
    for table in ["package", "workspace"] {
        let manifest = format!("{MANIFEST}[workspace]\n[{table}.metadata.nosecrets.levels]\nacme-token = \"allow\"\n");
        let project = leaky().file("Cargo.toml", &manifest);
        assert_eq!(short(&project, &[]), [""; 0], "{table}");
    }
    let unknown = leaky().run(&["-D", "acme-tokens"]);
    assert!(unknown.err.contains("did you mean `acme-token`?"), "{}", unknown.err);
}

#[test]
fn a_bad_detector_stops_the_scan_as_the_check_tells_it() {
    for (from, to, what) in [
        (
            "[0-9a-f]{24}'",
            "[0-9a-f]{24}\\b'",
            "anchors and `\\b` are not supported: the engine checks boundaries itself",
        ),
        ("'acme-[0-9a-f]{24}'", "'[0-9a-f]{24}'", "needs a `context`"),
        ("acme-{hex:23}", "acme-{hex:24}", "negative example 1: is found, but must not be"),
        ("acme-token", "twilio-auth-token", "`twilio-auth-token` is a built-in rule"),
        ("acme-old-key", "acme-token", "there are two detectors `acme-token`"),
        ("title = \"Acme token\"", "titel = \"Acme token\"", "unknown field `titel`"),
        ("severity = \"low\"", "severity = \"lowest\"", "the severity must be"),
    ] {
        assert!(OWN.contains(from));
        let project = leaky().file("nosecrets.toml", &OWN.replace(from, to));
        let (scan, check) = (project.run(&[]), project.run(&["rules", "check"]));
        is_silent(&scan);
        assert_eq!((scan.code(), scan.out.as_str()), (2, ""), "{what}");
        assert!(scan.err.contains(what) && scan.err.contains("nosecrets.toml:"), "{}", scan.err);
        assert_eq!(scan.err, check.err, "{what}");
    }
}

#[test]
fn a_title_that_holds_a_token_is_a_mistake_and_not_shown() {
    let project = leaky().file("nosecrets.toml", &OWN.replace("Acme tenant", &format!("like {}", token())));
    let run = project.run(&[]);
    assert_eq!(run.code(), 2);
    assert!(run.err.contains("one of the detectors finds something in the title"), "{}", run.code());
    is_silent(&run);
}

#[test]
fn they_stand_in_no_manifest() {
    let table = OWN.replace("[[detector]]", "[[package.metadata.nosecrets.detector]]");
    let run = Project::leaky().file("Cargo.toml", &format!("{MANIFEST}{table}")).run(&[]);
    assert_eq!(run.code(), 2);
    assert!(run.err.contains("custom detectors belong in `nosecrets.toml`"), "{}", run.err);
}

#[test]
fn what_is_quoted_of_mistakes_is_masked() {
    for text in [
        "exclude = [\"VALUE\", 3]\n",
        "levels = { \"VALUE\" = \"deny\" }\n",
        "honour-markers = \"VALUE\"\n",
        "\"VALUE\" = 1\n",
    ] {
        let settings = format!("{}{OWN}", text.replace("VALUE", &token()));
        let run = leaky().file("nosecrets.toml", &settings).run(&["-v"]);
        assert_eq!(run.code(), 2);
        is_silent(&run);
        let manifest = format!("{MANIFEST}[package.metadata.nosecrets]\n{}", text.replace("VALUE", &token()));
        let run = leaky().file("Cargo.toml", &manifest).run(&["-v"]);
        assert_eq!(run.code(), 2);
        is_silent(&run);
    }
    let token = token();
    for args in [
        &["-D", token.as_str()][..],
        &["--explain", &token],
        &["-p", &token],
        &["--exclude-path", &format!("[{token}")],
    ] {
        let run = leaky().run(args);
        assert_eq!(run.code(), 2, "{}", run.err);
        is_silent(&run);
    }
}

#[test]
fn the_name_of_what_holds_it_is_not_shown_if_it_is_one() {
    let run = package("")
        .file("a.env", &format!("{}={}\n", token(), drawn("acme-{hex:24}", "other")))
        .run(&["-v", "--format", "json"]);
    is_silent(&run);
    assert!(run.out.contains("acme-token"));
}

#[test]
fn what_is_remembered_ends_when_a_detector_changes() {
    let mut project = leaky().file("nosecrets.toml", "");
    project.environment.cache_home = Some(project.path(".git/home"));
    for _ in 0..2 {
        assert_eq!(short(&project, &[]), [""; 0]);
    }
    let project = project.file("nosecrets.toml", &OWN.replace("acme-[", "acne-[").replace("\"acme-{", "\"acne-{"));
    for _ in 0..2 {
        assert_eq!(short(&project, &[]), [""; 0]);
    }
    let project = project.file("nosecrets.toml", OWN);
    for _ in 0..2 {
        assert_eq!(short(&project, &[]).len(), 1);
    }
    let project = project.file("nosecrets.toml", "");
    assert_eq!(short(&project, &[]), [""; 0]);
}

#[test]
fn of_two_that_find_the_same_the_user_s_is_told() {
    let own = r#"[[detector]]
id = "zz-canary"
title = "our canary"
pattern = 'nosecrets_canary_[0-9a-z]{16}'
positive = ["nosecrets_canary_{lowernum:16}", "nosecrets_canary_{digits:16}"]
negative = ["nosecrets_canary_{lowernum:15}", "nosecrets_canary_{upper:16}"]
"#;
    let lines = short(&Project::leaky().file("nosecrets.toml", own), &[]);
    assert!(lines.len() == 1 && lines[0].contains("error[zz-canary]"), "{lines:?}");
}

/// The example of the page on usage: its settings, its code and what it says of them.
#[test]
fn the_documents_show_what_a_scan_finds() {
    let page = fs::read_to_string(workspace().join("docs/usage.md")).unwrap();
    let page = page.split("## Detectors of your own").nth(1).unwrap();
    let block = |form: &str| page.split(&format!("```{form}\n")).nth(1).unwrap().split("```").next().unwrap();
    let source = block("rust").replace("acme-…", &token());
    let project = Project::package(&source).file("nosecrets.toml", block("toml"));
    let (command, said) = block("console").split_once('\n').unwrap();
    assert_eq!(command, "$ cargo nosecrets --format short --quiet");
    assert_eq!(short(&project, &[]).join("\n"), said.trim_end());
}
