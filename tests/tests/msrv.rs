//! The crates that enter users' dependency trees ask for no newer compiler than
//! they say, and neither does anything that they bring along.

use std::collections::BTreeSet;
use std::process::Command;

use cargo_metadata::{MetadataCommand, Package};
use nosecrets_tests::tokens::workspace;

/// What users build into their programs.
const CRATES: [&str; 3] = ["nosecrets-detectors", "nosecrets-macros", "nosecrets"];

/// `name version` of a crate and of all that is built with it; what only the
/// feature for development needs is not in it.
fn built_with(name: &str) -> BTreeSet<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["tree", "--edges", "normal,build", "--target", "all", "--prefix", "none", "--format", "{p}"]);
    let output = cargo.args(["--package", name]).current_dir(workspace()).output().expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
    lines.lines().filter_map(name_and_version).collect()
}

/// Of a line such as `quote v1.0.0 (*)`.
fn name_and_version(line: &str) -> Option<String> {
    let mut words = line.split(' ');
    let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
    Some(format!("{name} {version}"))
}

#[test]
fn nothing_that_users_build_needs_a_newer_compiler_than_we_say() {
    let packages = MetadataCommand::new().current_dir(workspace()).exec().unwrap().packages;
    let needs = |built: &str| {
        let is_it = |package: &&Package| format!("{} {}", package.name, package.version) == built;
        packages.iter().find(is_it).and_then(|package| package.rust_version.clone())
    };
    for name in CRATES {
        let ours =
            packages.iter().find(|package| *package.name == name).and_then(|package| package.rust_version.clone());
        for built in built_with(name) {
            let theirs = needs(&built);
            assert!(theirs.is_some() && theirs <= ours, "{name} builds {built}, which needs {theirs:?}");
        }
    }
}

#[test]
fn the_detector_crate_has_no_dependencies() {
    let built = built_with("nosecrets-detectors");
    assert_eq!(built.len(), 1, "{built:?}");
}
