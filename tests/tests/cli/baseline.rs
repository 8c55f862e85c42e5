//! `--baseline`: what an earlier run has told does not count again.

use std::fs;

use super::harness::{Project, one_finding};

/// A project with a finding that a team knows of, written down in every form.
fn known() -> Project {
    let project = Project::package(&one_finding());
    for format in ["json", "sarif"] {
        assert_eq!(project.run(&["--format", format, "--output", &format!(".git/known.{format}")]).code(), 1);
    }
    project
}

#[test]
fn what_was_known_does_not_count() {
    let project = known();
    for file in [".git/known.json", ".git/known.sarif"] {
        let run = project.run(&["--baseline", file]);
        assert_eq!((run.code(), run.out.as_str()), (0, ""), "{file}");
        assert!(run.err.contains("nothing found, 1 suppressed"), "{}", run.err);
    }
}

#[test]
fn it_stays_known_when_its_line_moves() {
    let project = known().file("src/main.rs", &format!("\n\n// more\n{}", one_finding()));
    assert_eq!(project.run(&["--baseline", ".git/known.json"]).code(), 0);
}

#[test]
fn what_is_new_counts() {
    let project = known().file("src/new.rs", &one_finding());
    let run = project.run(&["--baseline", ".git/known.json", "--format", "short"]);
    assert_eq!((run.code(), run.out.lines().count()), (1, 1));
    assert!(run.out.starts_with("src/new.rs:"), "{}", run.out);
}

#[test]
fn the_same_again_in_a_file_is_new() {
    let project = known().file("src/main.rs", &format!("{}mod m {{ {} }}", one_finding(), one_finding()));
    let run = project.run(&["--baseline", ".git/known.json", "--format", "short"]);
    assert_eq!((run.code(), run.out.lines().count()), (1, 1), "{}", run.out);
}

#[test]
fn a_baseline_can_be_written_anew_from_itself() {
    let project = known().file("src/new.rs", &one_finding());
    for format in ["json", "sarif"] {
        let file = format!(".git/known.{format}");
        assert_eq!(project.run(&["--baseline", &file, "--format", format, "--output", &file]).code(), 1);
        assert_eq!(project.run(&["--baseline", &file]).code(), 0, "{format}");
    }
}

#[test]
fn what_the_source_suppresses_is_not_known() {
    let suppressed = format!("// nosecrets: allow(nosecrets-canary) -- sample\n{}", one_finding());
    for format in ["json", "sarif"] {
        let project = Project::package(&suppressed);
        assert_eq!(project.run(&["--format", format, "--output", ".git/known"]).code(), 0);
        let project = project.file("src/main.rs", &one_finding());
        assert_eq!(project.run(&["--baseline", ".git/known"]).code(), 1, "{format}");
    }
}

#[test]
fn reports_say_what_suppressed_it() {
    let project = known();
    let json = project.run(&["--baseline", ".git/known.json", "--format", "json"]).json();
    assert_eq!(json["findings"][0]["suppression"]["by"], "baseline");
    let sarif = project.run(&["--baseline", ".git/known.json", "--format", "sarif"]).json();
    assert_eq!(sarif["runs"][0]["results"][0]["suppressions"][0]["kind"], "external");
}

#[test]
fn baselines_of_shares_are_joined() {
    let mut project = Project::workspace();
    for number in 0..8 {
        project = project.file(&format!("a/src/m{number}.rs"), &one_finding());
    }
    for format in ["json", "sarif"] {
        for shard in ["1/2", "2/2"] {
            let file = format!(".git/{}", &shard[..1]);
            project.run(&["--workspace", "--shard", shard, "--format", format, "--output", &file]);
        }
        project.run(&["merge", ".git/1", ".git/2", "--output", ".git/both"]);
        assert_eq!(project.run(&["--workspace", "--baseline", ".git/both"]).code(), 0);
        let run = |shard: &[&str], file: &str| {
            let args = ["--workspace", "--baseline", ".git/both", "--format", format, "--output", file];
            project.run(&[&args, shard].concat());
        };
        run(&["--shard", "1/2"], ".git/3");
        run(&["--shard", "2/2"], ".git/4");
        run(&[], ".git/whole");
        project.run(&["merge", ".git/3", ".git/4", "--output", ".git/joined"]);
        let read = |name: &str| fs::read_to_string(project.path(name)).unwrap();
        assert!(read(".git/joined") == read(".git/whole"), "{format}");
    }
}

#[test]
fn what_is_not_met_again_is_told_to_those_who_want_to_know() {
    let project = known().file("src/main.rs", "fn main() {}");
    let run = project.run(&["--baseline", ".git/known.json", "--verbose"]);
    assert_eq!(run.code(), 0);
    assert!(run.err.contains("1 of 1 finding in the baseline did not occur again"), "{}", run.err);
    assert!(!project.run(&["--baseline", ".git/known.json"]).err.contains("occur again"));
}

#[test]
fn what_is_no_baseline_is_told_before_the_scan() {
    let project = known()
        .file(".git/empty", "")
        .file(".git/other.json", r#"{"schema_version": 1, "tool": {"name": "other"}, "findings": []}"#)
        .file(".git/other.sarif", r#"{"runs": [{"tool": {"driver": {"name": "other"}}, "results": []}]}"#);
    for (file, why) in [
        ("missing", "cannot read `missing`: "),
        (".git/empty", "`.git/empty` is not a nosecrets report: unexpected content at line 1"),
        (".git/other.json", "`.git/other.json` is not a nosecrets report: another tool wrote it"),
        (".git/other.sarif", "`.git/other.sarif` is not a nosecrets report: another tool wrote it"),
    ] {
        let run = project.run(&["--baseline", file]);
        assert_eq!((run.code(), run.out.as_str()), (2, ""), "{file}");
        assert!(run.err.contains(why), "{file}: {}", run.err);
    }
}
