//! `--shard` and `merge`: the work divided, and the reports put together again.

use std::fs;

use super::harness::{Project, Run, one_finding};

/// A workspace of which every share has findings, notices and files not read.
fn project() -> Project {
    let mut project = Project::workspace();
    for number in 0..12 {
        let text = format!("// nosecrets: allow(jwt) -- none here\n{}", one_finding());
        project = project
            .file(&format!("a/src/module{number}.rs"), &text)
            .file(&format!("notes{number}/deep-{number}.txt"), &one_finding())
            .file(&format!("notes{number}.bin"), "\0");
    }
    let suppressed = format!("// nosecrets: allow(nosecrets-canary) -- sample\n{}", one_finding());
    project.file("b/src/accepted.rs", &suppressed)
}

/// Runs every share, and joins their reports in another order.
fn joined(project: &Project, args: &[&str], shares: u32) -> Run {
    let mut merge = vec!["merge".to_owned()];
    for number in (1..=shares).rev() {
        let file = format!(".git/report{number}");
        let shard = format!("{number}/{shares}");
        project.run(&[args, &["--shard", &shard, "--output", &file]].concat());
        merge.push(file);
    }
    project.run(&merge.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn joined_reports_are_what_one_run_says_to_the_byte() {
    let project = project();
    for format in ["json", "sarif"] {
        for args in [&["--workspace"][..], &["."], &["--workspace", "missing"][1..], &["--workspace", "-W", "all"]] {
            let args = [args, &["--format", format]].concat();
            let whole = project.run(&args);
            let shares = joined(&project, &args, 3);
            assert_eq!((&shares.out, shares.code()), (&whole.out, whole.code()), "{args:?}");
            assert!(whole.out.len() > 200);
        }
    }
}

#[test]
fn every_share_has_files_of_its_own() {
    let project = project();
    let files = |shard: &str| {
        let run = project.run(&["--workspace", "--format", "json", "--shard", shard]).json();
        assert_eq!(run["shard"], shard);
        run["stats"]["files"].as_u64().unwrap()
    };
    let whole = project.run(&["--workspace", "--format", "json"]).json();
    assert!(whole.get("shard").is_none());
    let shares = ["1/3", "2/3", "3/3"].map(files);
    assert_eq!(Some(shares.iter().sum()), whole["stats"]["files"].as_u64());
    assert!(shares.iter().all(|&files| files > 3), "{shares:?}");
}

#[test]
fn reports_of_packages_can_be_joined_too() {
    let project = project();
    for format in ["json", "sarif"] {
        project.run(&["-p", "a", "--format", format, "--output", ".git/a"]);
        project.run(&["-p", "b", "--format", format, "--output", ".git/b"]);
        let both = project.run(&["-p", "a", "-p", "b", "--format", format]);
        assert_eq!(project.run(&["merge", ".git/b", ".git/a"]).out, both.out);
    }
}

#[test]
fn one_report_is_joined_to_itself() {
    let project = project();
    let whole = project.run(&["--workspace", "--format", "json", "--output", ".git/whole"]);
    let run = project.run(&["merge", ".git/whole", "--output", ".git/again"]);
    assert_eq!((run.code(), run.out.as_str(), whole.code()), (1, "", 1));
    let read = |name: &str| fs::read_to_string(project.path(name)).unwrap();
    assert_eq!(read(".git/whole"), read(".git/again"));
}

#[test]
fn what_is_no_report_or_does_not_belong_together_is_told() {
    let project = project();
    for (file, args) in [
        ("json1", &["--format", "json", "--shard", "1/2"][..]),
        ("json2", &["--format", "json", "--shard", "2/2"]),
        ("json3", &["--format", "json", "--shard", "2/3"]),
        ("whole", &["--format", "json"]),
        ("sarif1", &["--format", "sarif", "--shard", "1/2"]),
        ("short", &["--format", "short"]),
    ] {
        project.run(&[args, &["--workspace", "--output", &format!(".git/{file}")]].concat());
    }
    let text = fs::read_to_string(project.path(".git/json1")).unwrap();
    let project = project
        .file(".git/cut", &text[..text.len() / 2])
        .file(".git/more", &text.replacen("\"tool\"", "\"extra\": 1, \"tool\"", 1))
        .file(".git/newer", &text.replacen("\"schema_version\": 1", "\"schema_version\": 2", 1))
        .file(".git/version", &text.replacen("\"version\": \"", "\"version\": \"9.", 1).replace("1/2", "2/2"))
        .file(".git/other.sarif", r#"{"runs":[{"tool":{"driver":{"name":"other","rules":[]}},"results":[]}]}"#)
        .file(".git/elsewhere", &project_elsewhere());
    for (files, why) in [
        (&["missing"][..], "cannot read `[ROOT]/missing`: "),
        (&[".git/short"], "`[ROOT]/.git/short` is not a nosecrets report: unexpected content at line 1"),
        (&[".git/cut"], "`[ROOT]/.git/cut` is not a nosecrets report: unexpected content at line"),
        (&[".git/more"], "is not a nosecrets report: unexpected content at line"),
        (&[".git/newer"], "it was written by another version or tool"),
        (&["a/Cargo.toml"], "is not a nosecrets report"),
        (&[".git/other.sarif"], "it is a SARIF log, but not one of nosecrets"),
        (&[".git/json1", ".git/sarif1"], "one is JSON and the other SARIF"),
        (&[".git/json1", ".git/json1"], "do not belong together: both"),
        (&[".git/json1"], "the report of shard 2/2 is missing"),
        (&[".git/json1", ".git/json3"], "do not belong together: "),
        (&[".git/json1", ".git/whole"], "do not belong together: "),
        (&[".git/json1", ".git/version"], "do not belong together: they were written by different versions"),
        (&[".git/sarif1", ".git/elsewhere"], "they cover different folders"),
    ] {
        let run = project.run(&[&["merge"], files].concat());
        assert_eq!((run.code(), run.out.as_str()), (2, ""), "{files:?}");
        assert!(run.err.contains(why), "{files:?}: {}", run.err);
    }
}

/// The same share of a tree in another folder.
fn project_elsewhere() -> String {
    Project::package("fn main() {}").run(&["--format", "sarif", "--shard", "2/2"]).out
}

#[test]
fn what_is_read_by_mistake_is_not_quoted() {
    let project = Project::empty().file("key.json", &format!("{{\"runs\": \"{}\"}}", super::harness::canary()));
    let project = project.file("key2.json", &format!("\"{}\"", super::harness::canary()));
    for file in ["key.json", "key2.json"] {
        let run = project.run(&["merge", file]);
        assert!(!run.err.contains(&super::harness::canary()[18..]), "{file}");
    }
}

#[test]
fn a_share_that_there_is_not_is_a_mistake() {
    for shard in ["0/3", "4/3", "x"] {
        assert_eq!(project().run(&["--shard", shard]).code(), 2, "{shard}");
    }
}
