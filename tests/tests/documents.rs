//! What the documents show and link to is there, and every source can be read.

use std::fs;
use std::path::{Path, PathBuf};

use nosecrets_tests::tokens::workspace;

/// The longest line that a source may have, in characters.
const MAX_LINE: usize = 2_000;

/// The files in a folder of the workspace and below whose extension is one of these.
fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        let name = path.file_name().expect("an entry has a name").to_string_lossy();
        if path.is_dir() && name != "target" && !name.starts_with('.') && name != "cases" {
            found.extend(files(&path, extensions));
        } else if path.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted)) {
            found.push(path);
        }
    }
    found
}

/// The documents of the workspace.
fn documents() -> Vec<PathBuf> {
    files(&workspace(), &["md"])
}

#[test]
fn no_source_has_a_line_that_is_too_long_to_review() {
    let sources = files(&workspace(), &["rs", "md", "toml", "lock"]);
    assert!(sources.iter().any(|source| source.ends_with("nosecrets-detectors/detectors.lock")));
    for source in sources {
        // Seeds of the fuzzer need not be UTF-8.
        let text = String::from_utf8_lossy(&fs::read(&source).unwrap()).into_owned();
        for (line, number) in text.lines().zip(1..) {
            assert!(line.chars().count() <= MAX_LINE, "{}:{number}", source.display());
        }
    }
}

/// Targets of links, `](target)`, that are no addresses.
fn relative_links(text: &str) -> Vec<&str> {
    let after = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    let targets = after.map(|(target, _)| target.split('#').next().unwrap_or_default());
    targets.filter(|target| !target.is_empty() && !target.contains("://")).collect()
}

#[test]
fn every_relative_link_leads_somewhere() {
    for document in documents() {
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

/// Schemes of the providers that a build may have, each with its feature.
fn built_in_providers(source: &str) -> Vec<(&str, Option<&str>)> {
    let (_, list) = source.split_once("fn built_in()").expect("the list of providers");
    let mut feature = None;
    let mut found = Vec::new();
    for line in list.split("\n}").next().unwrap_or_default().lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("#[cfg(feature = \"") {
            feature = name.strip_suffix("\")]");
        } else if let Some((scheme, _)) = line.strip_prefix("(\"").and_then(|rest| rest.split_once('"')) {
            found.push((scheme, feature.take()));
        }
    }
    found
}

#[test]
fn every_provider_is_in_the_documents_with_its_feature() {
    let source = fs::read_to_string(workspace().join("nosecrets/src/provider/mod.rs")).unwrap();
    let providers = built_in_providers(&source);
    assert!(providers.len() >= 7, "{providers:?}");
    for document in ["README.md", "CHANGELOG.md", "nosecrets/README.md", "docs/runtime.md"] {
        let text = fs::read_to_string(workspace().join(document)).unwrap();
        for (scheme, feature) in &providers {
            assert!(text.contains(&format!("`{scheme}:")), "{document}: the scheme `{scheme}`");
            if let Some(feature) = feature {
                assert!(text.contains(&format!("`{feature}`")), "{document}: the feature `{feature}`");
            }
        }
    }
}

/// Python modules that a client imports and that are not Python's own.
fn imports(client: &str) -> Vec<&str> {
    const OWN: [&str; 8] = ["asyncio", "base64", "json", "os", "sys", "time", "urllib", "pathlib"];
    let words = client.lines().filter_map(|line| line.strip_prefix("import ").or_else(|| line.strip_prefix("from ")));
    let modules = words.filter_map(|words| words.split([' ', '.']).next());
    modules.filter(|module| !OWN.contains(module)).collect()
}

#[test]
fn every_python_package_of_the_tests_is_listed_once_with_its_version() {
    let list = fs::read_to_string(workspace().join("tests/emulators.txt")).unwrap();
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let mut listed: Vec<String> = Vec::new();
    for line in lines {
        let (package, version) = line.split_once("==").expect("a package with its version");
        assert!(version.starts_with(|c: char| c.is_ascii_digit()), "{line}");
        listed.push(package.split('[').next().unwrap().replace('-', "_"));
    }
    let unique: std::collections::BTreeSet<&String> = listed.iter().collect();
    assert_eq!(unique.len(), listed.len(), "{listed:?}");
    // Programs that the tests start, rather than import.
    let mut used = vec!["ministack".to_owned(), "moto".to_owned()];
    for entry in fs::read_dir(workspace().join("tests/clients")).unwrap() {
        let client = fs::read_to_string(entry.unwrap().path()).unwrap();
        used.extend(imports(&client).into_iter().map(str::to_owned));
    }
    used.sort();
    used.dedup();
    listed.sort();
    assert_eq!(listed, used, "what is listed in tests/emulators.txt, and what is used");
}
