//! No form of output hands a terminal, a CI system or a page of reports what it
//! takes for more than text, whatever stands in names and sources.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

use super::harness::{MANIFEST, Project, Run, canary};

const FORMATS: [&[&str]; 8] = [
    &["--format", "human", "-v"],
    &["--format", "short", "-v"],
    &["--format", "json"],
    &["--format", "sarif"],
    &["--message-format", "json"],
    &["--message-format", "json-diagnostic-short"],
    &["--message-format", "json-render-diagnostics"],
    &["--format", "human", "--color", "never", "--explain-finding"],
];

/// Names of files, each with something that is not shown as it is.
const NAMES: [&[u8]; 9] = [
    b"a\x1b[31;1m\x1b]0;title\x07.rs",
    b"::set-output name=a::b.rs",
    b"x\n::error::forged.rs",
    b"##[command]echo.rs",
    b"##vso[task.complete]x.rs",
    b"a\xE2\x80\xAEcod.exe.rs",
    b"c1\xC2\x9B2J.rs",
    b"line\xE2\x80\xA8sep\r.rs",
    b"<img src=x onerror=alert(1)>[x](http:.rs",
];

fn project() -> Project {
    let token = canary();
    let project = Project::empty().file("Cargo.toml", MANIFEST).file("src/lib.rs", "");
    let source = format!(
        "// nosecrets: allow(jwt) -- \x1b[2J##[group]\u{202E}\n\
         ::std::x!(); /* \x1b[2J \u{9b}K ##[command]rm ##vso[task] \u{202E}evil\u{2066} */ const K: &str = \"{token}\";\n\
         // nosecrets: allow(nosecrets-canary) -- \x1b[31m##[error]why\u{202E}\n\
         const L: &str = \"{token}\";\n"
    );
    for name in NAMES {
        fs::write(project.path("src").join(OsStr::from_bytes(name)), &source).unwrap();
        fs::write(project.path("src").join(OsStr::from_bytes(&[name, b".bin"].concat())), "\0").unwrap();
    }
    let keys = format!("\"\u{1b}[31m::x##[y]\u{202E}token\": \"{token}\"\n");
    project.file("src/keys.json", &keys)
}

fn check(run: &Run, what: &str) {
    for text in [&run.out, &run.err] {
        for line in text.split('\n') {
            let shown: String = line.escape_debug().collect();
            assert!(!line.chars().any(is_harmful), "{what}: {shown}");
            assert!(!line.trim_start().starts_with("::"), "{what}: {shown}");
            assert!(!is_order(line), "{what}: {shown}");
        }
    }
}

fn is_harmful(c: char) -> bool {
    c.is_control() || "\u{202E}\u{2066}\u{2028}\u{2029}\u{200F}".contains(c)
}

fn is_order(line: &str) -> bool {
    line.match_indices("##").any(|(at, _)| {
        let rest = line[at + 2..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
        rest.starts_with('[')
    })
}

#[test]
fn names_and_sources_are_text_in_every_format() {
    let project = project();
    for format in FORMATS {
        let run = project.run(format);
        assert_eq!(run.code(), 1, "{format:?}: {}", run.err);
        check(&run, &format!("{format:?}"));
    }
}

#[test]
fn programs_are_told_the_name_as_it_is() {
    let run = project().run(&["--format", "json"]);
    let json = run.json();
    let paths: Vec<&str> = json["findings"].as_array().unwrap().iter().map(|f| f["path"].as_str().unwrap()).collect();
    for name in NAMES {
        let path = format!("src/{}", std::str::from_utf8(name).unwrap());
        assert!(paths.contains(&path.as_str()), "{path:?}");
    }
    let sarif = project().run(&["--format", "sarif"]).out;
    assert!(sarif.contains("src/%3Cimg%20src%3Dx%20onerror%3Dalert%281%29%3E%5Bx%5D%28http%3A.rs"));
    assert!(!sarif.contains("<img"));
}

#[test]
fn reports_that_are_joined_stay_harmless() {
    let project = project();
    for format in ["json", "sarif"] {
        project.run(&["--format", format, "--output", ".git/report"]);
        let run = project.run(&["merge", ".git/report"]);
        check(&run, format);
        let report = fs::read_to_string(project.path(".git/report")).unwrap();
        let root = project.path(".git");
        assert_eq!(run.out, report.replace(root.parent().unwrap().to_str().unwrap(), "[ROOT]"));
    }
}

#[test]
fn errors_are_harmless_too() {
    let evil = "\u{1b}[31m##[error]\u{202E}x";
    let project = Project::empty().file("nosecrets.toml", &format!("\"{}\" = 1\n", "\\u001b[31m##[error]x"));
    check(&project.run(&["."]), "an unknown key");
    let project = project.file("nosecrets.toml", &format!("# {evil}\nlevels = 1\n"));
    check(&project.run(&["."]), "a line of the settings");
    let project = project.file("Cargo.toml", &format!("[package]\n# {evil}\nname = \"::x##[y]\"\n"));
    check(&project.run(&[]), "cargo's words");
    let project = project.file("nosecrets.toml", "");
    let odd = OsStr::from_bytes(NAMES[2]).to_str().unwrap();
    check(&project.run(&[odd]), "a path that is not there");
    check(&project.run(&["src", "--config", odd]), "a file of settings that is not there");
    check(&project.run(&["src", "--output", &format!("{odd}/x")]), "a folder that is not there");
    check(&project.run(&["merge", odd]), "a report that is not there");
}
