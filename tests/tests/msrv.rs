//! The crates that enter users' dependency trees ask for no newer compiler than
//! they say, and neither does anything that they bring along.

use std::collections::BTreeSet;
use std::process::Command;

use cargo_metadata::semver::Version;
use cargo_metadata::{MetadataCommand, Package};
use nosecrets_tests::tokens::workspace;

/// What users build with our crates, and the newest compiler that it may need.
const CRATES: [&str; 3] = ["nosecrets-core", "nosecrets-macros", "nosecrets"];
const MSRV: Version = Version::new(1, 71, 0);

/// `name version` of a crate and of all that is built with it; what only the
/// feature for development needs is not in it.
fn built_with(name: &str) -> BTreeSet<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["tree", "--edges", "normal,build", "--target", "all", "--prefix", "none", "--format", "{p}"]);
    let output = cargo.args(["--package", name]).current_dir(workspace()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().filter_map(name_and_version).collect()
}

/// Of a line such as `quote v1.0.0 (*)`.
fn name_and_version(line: &str) -> Option<String> {
    let mut words = line.split(' ');
    let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
    Some(format!("{name} {version}"))
}

fn packages() -> Vec<Package> {
    MetadataCommand::new().current_dir(workspace()).exec().unwrap().packages
}

#[test]
fn nothing_that_users_build_needs_a_newer_compiler() {
    let packages = packages();
    for name in CRATES {
        for built in built_with(name) {
            let package = packages.iter().find(|p| format!("{} {}", p.name, p.version) == built);
            let needs = package.unwrap_or_else(|| panic!("no package `{built}`")).rust_version.clone();
            assert!(needs.as_ref().is_some_and(|needs| *needs <= MSRV), "{name} builds {built}, which needs {needs:?}");
        }
    }
}

#[test]
fn the_core_has_no_dependencies() {
    let built = built_with("nosecrets-core");
    assert_eq!(built.len(), 1, "{built:?}");
}
