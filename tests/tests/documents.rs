//! What the documents show and link to is there.

use std::fs;
use std::path::{Path, PathBuf};

use nosecrets_tests::tokens::workspace;

/// The documents in a folder of the workspace and below.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        let name = path.file_name().expect("an entry has a name").to_string_lossy();
        if path.is_dir() && name != "target" && !name.starts_with('.') && name != "cases" {
            found.extend(documents(&path));
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
    found
}

/// Targets of links, `](target)`, that are no addresses.
fn relative_links(text: &str) -> Vec<&str> {
    let after = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    let targets = after.map(|(target, _)| target.split('#').next().unwrap_or_default());
    targets.filter(|target| !target.is_empty() && !target.contains("://")).collect()
}

#[test]
fn every_relative_link_leads_somewhere() {
    for document in documents(&workspace()) {
        let folder = document.parent().unwrap();
        for link in relative_links(&fs::read_to_string(&document).unwrap()) {
            assert!(folder.join(link).exists(), "{}: `{link}`", document.display());
        }
    }
}

/// `cargo xtask try` holds `report.txt` to what the command really writes.
#[test]
fn the_readme_shows_what_the_command_writes() {
    let readme = fs::read_to_string(workspace().join("README.md")).unwrap();
    let report = fs::read_to_string(workspace().join("examples/leaky/report.txt")).unwrap();
    let picture = readme.split("```text\n").nth(1).and_then(|rest| rest.split("\n```").next()).unwrap();
    for finding in picture.split("\n\n") {
        assert!(report.contains(finding), "not in report.txt:\n{finding}");
    }
}
