//! The build check as users meet it: real packages, built by cargo.
//!
//! All of them share one target folder, so that what the check depends on is
//! built once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nosecrets_tests::leaks::gives_away;
use nosecrets_tests::tokens::{builtin, token, workspace};

const RULE: &str = "stripe-secret-key";

/// A package with a build script, in a folder of its own.
struct Package {
    folder: PathBuf,
}

/// What cargo did with it.
struct Built {
    succeeded: bool,
    /// Standard error.
    said: String,
}

/// That of the example.
const BUILD: &str = include_str!("../../examples/build-guard/build.rs");

impl Package {
    /// A package with nothing to find in it.
    fn new(name: &str) -> Package {
        Package::with(name, "rust-version = \"1.85\"", BUILD)
    }

    fn with(name: &str, keys: &str, build: &str) -> Package {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build-check").join(name);
        let _ = fs::remove_dir_all(&folder);
        let package = Package { folder };
        let check = workspace().join("nosecrets-build").canonicalize().expect("the crate is there");
        let dependency = format!("nosecrets-build = {{ path = {check:?} }}\n");
        package.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n{keys}\n[workspace]\n\
                 [build-dependencies]\n{dependency}[dev-dependencies]\n{dependency}"
            ),
        );
        package.write("build.rs", build);
        package.write("src/lib.rs", "//! Nothing.\n");
        fs::copy(workspace().join("Cargo.lock"), package.folder.join("Cargo.lock")).expect("versions of ours");
        package
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folder");
        fs::write(path, text).expect("file");
    }

    /// Puts a key into a file, which only this test run knows.
    fn leak(&self, path: &str, before: &str) {
        self.write(path, &format!("{before}pub const KEY: &str = \"{}\";\n", key()));
    }

    fn cargo(&self, args: &[&str], variables: &[(&str, &str)]) -> Built {
        let output = Command::new(env!("CARGO"))
            .args(args)
            .args(["--offline", "--target-dir"])
            .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("build-check-target"))
            .current_dir(&self.folder)
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("DOCS_RS")
            .env_remove("NOSECRETS_SKIP")
            .envs(variables.iter().copied())
            .output()
            .expect("cargo starts");
        let said = String::from_utf8_lossy(&[output.stderr, output.stdout].concat()).into_owned();
        assert!(!gives_away(&said, builtin(RULE), key().as_bytes()), "the key is shown");
        Built { succeeded: output.status.success(), said }
    }

    fn build(&self) -> Built {
        self.cargo(&["build"], &[])
    }
}

impl Built {
    #[track_caller]
    fn passes(self) {
        assert!(self.succeeded, "{}", self.said);
        assert!(!self.said.contains("hard-coded"), "{}", self.said);
    }

    #[track_caller]
    fn passes_saying(self, text: &str) {
        assert!(self.succeeded && self.said.contains(text), "{}", self.said);
    }

    #[track_caller]
    fn fails_saying(self, text: &str) {
        assert!(!self.succeeded && self.said.contains(text), "{}", self.said);
    }
}

fn key() -> String {
    String::from_utf8(token(RULE, "build check")).expect("text")
}

#[test]
fn a_key_in_the_sources_fails_the_build_until_it_is_gone() {
    let package = Package::new("key");
    package.build().passes();
    package.leak("src/pay.rs", "\n");
    package.build().fails_saying("error: key@0.1.0: src/pay.rs:2:24: hard-coded Stripe");
    package.write("src/pay.rs", "");
    package.build().passes();
}

#[test]
fn files_that_are_no_code_are_looked_at_too() {
    let package = Package::new("text");
    package.write("config/prod.env", &format!("STRIPE_KEY={}\n", key()));
    package.build().fails_saying("config/prod.env:1:12: Stripe");
}

#[test]
fn levels_of_settings_and_of_the_build_script_hold() {
    let package = Package::new("levels");
    package.leak("src/lib.rs", "");
    package.write("nosecrets.toml", &format!("[levels]\n{RULE} = \"warn\"\n"));
    package.build().passes_saying("warning: levels@0.1.0: src/lib.rs:1:24: hard-coded Stripe");
    package.write("build.rs", "fn main() {\n    nosecrets_build::Check::new().deny_warnings().run();\n}\n");
    package.build().fails_saying("src/lib.rs:1:24");
    let allow = format!("nosecrets_build::Check::new().allow(\"{RULE}\").run();");
    package.write("build.rs", &format!("fn main() {{\n    {allow}\n}}\n"));
    package.build().passes();
}

#[test]
fn suppressions_are_those_of_the_command() {
    let package = Package::new("suppressed");
    package.leak("src/lib.rs", &format!("// nosecrets: allow({RULE}) -- revoked in spring\n"));
    package.build().passes();
    package.leak("src/lib.rs", &format!("// nosecrets: allow({RULE})\n"));
    package.build().fails_saying("this suppression has no reason");
}

#[test]
fn a_mistake_in_the_settings_fails_the_build() {
    let package = Package::new("settings");
    package.write("nosecrets.toml", "\nlevel = 1\n");
    package.build().fails_saying("nosecrets.toml:2: unknown key `level`; did you mean `levels`?");
}

#[test]
fn a_mistake_in_the_build_script_fails_the_build() {
    let build = "fn main() {\n    nosecrets_build::Check::new().deny(\"strype\").run();\n}\n";
    Package::with("script", "", build).build().fails_saying("unknown rule `strype`; did you mean `stripe`?");
}

#[test]
fn a_package_for_older_cargos_fails_as_well() {
    let package = Package::with("old", "rust-version = \"1.70\"", BUILD);
    package.leak("src/lib.rs", "");
    package.build().fails_saying("warning: old@0.1.0: src/lib.rs:1:24: hard-coded Stripe");
}

#[test]
fn the_check_can_be_switched_off_and_on_again() {
    let package = Package::new("switch");
    package.leak("src/lib.rs", "");
    package.cargo(&["build"], &[("NOSECRETS_SKIP", "1")]).passes();
    package.build().fails_saying("src/lib.rs:1:24");
    package.cargo(&["build"], &[("DOCS_RS", "1")]).passes();
}

#[test]
fn a_published_copy_builds_whatever_is_in_it() {
    let package = Package::new("published");
    package.leak("src/lib.rs", "");
    package.write(".cargo_vcs_info.json", "{}");
    package.build().passes();
}

#[test]
fn packages_below_are_left_to_their_own_checks() {
    let package = Package::new("outer");
    package.leak("inner/src/lib.rs", "");
    package.write("inner/Cargo.toml", "[package]\nname = \"inner\"\n");
    package.build().passes();
}

#[test]
fn a_test_of_the_package_can_check_it() {
    let package = Package::with("tested", "", "fn main() {}\n");
    package.write("tests/secrets.rs", "#[test]\nfn none() {\n    nosecrets_build::assert_no_secrets!();\n}\n");
    package.cargo(&["test", "--test", "secrets"], &[]).passes();
    package.leak("src/lib.rs", "");
    package.cargo(&["test", "--test", "secrets"], &[]).fails_saying("src/lib.rs:1:24: hard-coded Stripe");
}

#[test]
fn the_readme_of_the_example_shows_what_cargo_says() {
    let readme = fs::read_to_string(workspace().join("examples/build-guard/README.md")).expect("readable");
    let shown = readme.split("```text\n").nth(1).and_then(|rest| rest.split("\n```").next()).expect("a block");
    let package = Package::new("build-guard");
    package.write("src/main.rs", &format!("const KEY: &str = \"{}\";\nfn main() {{}}\n", nosecrets_tests::canary()));
    package.build().fails_saying(shown);
}
