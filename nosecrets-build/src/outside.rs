//! Decides where the check does not run.
//!
//! A package is built on the machines of all its users. A finding does not help them, and an error
//! would keep them from building.

use std::path::{Component, Path};

/// Variables that switch the check off; none of them is secret.
pub(crate) const SWITCHES: [&str; 2] = ["NOSECRETS_SKIP", "DOCS_RS"];

/// Files that cargo leaves next to the manifest of a copy: from a registry, a vendored one, a git
/// checkout, or the one that it packages.
const MARKS: [&str; 4] = [".cargo-ok", ".cargo-checksum.json", ".cargo_vcs_info.json", "Cargo.toml.orig"];

/// Whether the package in `folder` must not be checked.
pub(crate) fn is_none_of_ours(folder: &Path) -> bool {
    SWITCHES.iter().any(|name| is_on(name)) || is_copy(folder)
}

/// Whether the variable is set, and neither empty nor `0`.
fn is_on(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0")
}

/// Whether the package is a copy that nobody works on.
fn is_copy(folder: &Path) -> bool {
    MARKS.iter().any(|mark| folder.join(mark).exists()) || is_in_cargo_home(folder)
}

/// Whether the path contains `registry/src` or `git/checkouts`, whatever cargo's folder is called.
fn is_in_cargo_home(folder: &Path) -> bool {
    let parts: Vec<_> = folder.components().map(Component::as_os_str).collect();
    parts.windows(2).any(|pair| pair == ["registry", "src"] || pair == ["git", "checkouts"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_by_their_place_or_by_what_cargo_left_there() {
        assert!(is_copy(Path::new("/home/u/.cargo/registry/src/index.crates.io-1/shop-0.1.0")));
        assert!(is_copy(Path::new("/home/u/.cargo/git/checkouts/shop-1/abc")));
        let folder = tempfile::tempdir().unwrap();
        assert!(!is_copy(folder.path()));
        for mark in MARKS {
            let file = folder.path().join(mark);
            std::fs::write(&file, "").unwrap();
            assert!(is_copy(folder.path()), "{mark}");
            std::fs::remove_file(file).unwrap();
        }
    }
}
