//! Diagnostics for people.

use super::harness::{Project, canary, canary_prefix};

#[test]
fn a_clean_tree_is_said_to_be_clean() {
    let run = Project::package("fn main() {}\n").run(&[]);
    assert_eq!(run.code(), 0);
    assert_eq!(run.out, "");
    insta::assert_snapshot!(run.err, @"     Scanned 2 files (72 B) in [TIME]: nothing found");
}

#[test]
fn a_finding_is_shown_as_rustc_would() {
    let run = Project::leaky().run(&[]);
    assert_eq!(run.code(), 1);
    insta::assert_snapshot!(run.out, @r#"
    error[nosecrets-canary]: hard-coded nosecrets canary token
     --> src/main.rs:1:22
      |
    1 | const TOKEN: &str = "*********************************";
      |                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nosecrets canary token
      |
      = note: value: nosecret… (33 bytes)
      = help: it grants no access and only shows that the scan works: remove it
      = note: see https://docs.rs/cargo-nosecrets
    "#);
    insta::assert_snapshot!(run.err, @"     Scanned 2 files (130 B) in [TIME]: 1 error");
}

#[test]
fn every_part_of_a_folded_constant_is_pointed_at() {
    let token = canary();
    let (head, tail) = token.split_at(25);
    let source = format!(
        "static A: &str = concat!(\n    \"{head}\",\n\n\n    \"{tail}\",\n);\n\
         static B: &str = concat!(\"{head}\", \"{tail}\");\n"
    );
    let run = Project::package(&source).run(&["-q"]);
    insta::assert_snapshot!(run.out, @r#"
    error[nosecrets-canary]: hard-coded nosecrets canary token
     --> src/main.rs:2:5
      |
    2 |     ***************************,
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ nosecrets canary token, put together from this part
    ...
    5 |     **********,
      |     ---------- and this part
      |
      = note: value: nosecret… (33 bytes)
      = help: it grants no access and only shows that the scan works: remove it
      = note: see https://docs.rs/cargo-nosecrets

    error[nosecrets-canary]: hard-coded nosecrets canary token
     --> src/main.rs:7:26
      |
    7 | static B: &str = concat!(***************************, **********);
      |                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^  ---------- and this part
      |                          |
      |                          nosecrets canary token, put together from this part
      |
      = note: value: nosecret… (33 bytes)
      = help: it grants no access and only shows that the scan works: remove it
      = note: see https://docs.rs/cargo-nosecrets
    "#);
}

#[test]
fn verbose_tells_more_of_each_finding() {
    let run = Project::leaky().run(&["-v"]);
    insta::assert_snapshot!(run.out, @r#"
    error[nosecrets-canary]: hard-coded nosecrets canary token
     --> src/main.rs:1:22
      |
    1 | const TOKEN: &str = "*********************************";
      |                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nosecrets canary token
      |
      = note: value: nosecret… (33 bytes)
      = note: severity low, confidence high, context production, role binary
      = note: fingerprint afb3c96c856201f5
      = help: it grants no access and only shows that the scan works: remove it
      = note: see https://docs.rs/cargo-nosecrets
    "#);
}

#[test]
fn quiet_leaves_only_findings() {
    let run = Project::leaky().run(&["-q", "--format", "short"]);
    assert_eq!(run.err, "");
    insta::assert_snapshot!(run.out, @"src/main.rs:1:22: error[nosecrets-canary]: hard-coded nosecrets canary token (nosecret… (33 bytes))");
}

#[test]
fn an_unused_suppression_is_a_warning_of_its_own() {
    let source = "// nosecrets: allow(nosecrets-canary) -- was a test\nfn main() {}\n";
    let run = Project::package(source).run(&[]);
    assert_eq!(run.code(), 0);
    insta::assert_snapshot!(run.out, @r#"
    warning[unused-suppression]: this suppression suppresses nothing
     --> src/main.rs:1:4
      |
    1 | // nosecrets: allow(nosecrets-canary) -- was a test
      |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: remove it
    "#);
    insta::assert_snapshot!(run.err, @"     Scanned 2 files (124 B) in [TIME]: 1 warning");
}

#[test]
fn a_suppressed_finding_is_counted_and_named_when_asked() {
    let source =
        format!("// nosecrets: allow(nosecrets-canary) -- shows that scans work\nconst T: &str = \"{}\";\n", canary());
    let run = Project::package(&source).run(&["-v", "--no-cache"]);
    assert_eq!((run.code(), run.out.as_str()), (0, ""));
    insta::assert_snapshot!(run.err, @r#"
    Suppressed src/main.rs:2: nosecrets-canary by comment: shows that scans work
       Scanned 2 files (175 B) in [TIME]: nothing found, 1 suppressed
    "#);
}

#[test]
fn a_very_long_line_is_cut_and_its_column_kept() {
    let source = format!("fn main() {{ {} let t = \"{}\"; }}\n", "call(); ".repeat(200), canary());
    let run = Project::package(&source).run(&["-q"]);
    let column = source.find(&canary_prefix()).unwrap() + 1;
    assert!(run.out.contains(&format!("src/main.rs:1:{column}\n")), "{}", run.out);
    assert!(run.out.lines().all(|line| line.chars().count() < 300), "{}", run.out);
}

#[test]
fn colours_follow_option_variable_and_terminal() {
    let mut project = Project::leaky();
    let has_colours = |project: &Project, args: &[&str]| project.run(args).out.contains('\u{1b}');
    assert!(!has_colours(&project, &[]));
    assert!(has_colours(&project, &["--color", "always"]));
    project.environment.out_is_terminal = true;
    assert!(has_colours(&project, &[]));
    assert!(!has_colours(&project, &["--color", "never"]));
    project.environment.no_color = true;
    assert!(!has_colours(&project, &[]));
    project.environment.cargo_term_color = Some("always".into());
    assert!(has_colours(&project, &[]));
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_name_cannot_reach_the_terminal() {
    let project = Project::empty().file("\u{1b}[31mred\n.txt", &canary());
    let run = project.run(&["--format", "short", "."]);
    assert_eq!(run.code(), 1);
    assert!(!run.out.contains('\u{1b}'), "{}", run.out);
    assert_eq!(run.out.lines().count(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_name_need_not_be_utf_8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let project = Project::empty();
    std::fs::write(project.path("").join(OsStr::from_bytes(b"b\xFFd.txt")), canary()).unwrap();
    for format in ["human", "short", "json", "sarif"] {
        assert_eq!(project.run(&["--format", format]).code(), 1, "{format}");
    }
    let sarif = project.run(&["--format", "sarif"]);
    assert!(sarif.out.contains("\"b%FFd.txt\""), "{}", sarif.out);
}
