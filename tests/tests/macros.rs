//! `env_secret!` as users meet it: what it takes, what it refuses, and that
//! the value of a variable never reaches the build.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use nosecrets::{SecretRef, env_secret};
use proptest::prelude::*;

#[path = "../../nosecrets-macros/src/unescape.rs"]
mod unescape;

#[test]
fn every_mistake_is_one_error_that_says_what_to_write() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}

/// The strictest surroundings that a macro can be called in.
mod hygiene {
    #![no_implicit_prelude]
    #![deny(warnings, clippy::pedantic)]

    /// Names that an expansion must not pick up.
    mod nosecrets {}
    mod core {}

    pub(crate) static STATIC: ::nosecrets::SecretRef = ::nosecrets::env_secret!("TOKEN");
    pub(crate) const CONST: ::nosecrets::SecretRef = ::nosecrets::env_secret!("env://TOKEN",);

    pub(crate) fn expression() -> ::std::string::String {
        ::std::string::ToString::to_string(&::nosecrets::env_secret!(r#"TOKEN"#))
    }
}

#[test]
fn one_reference_can_be_written_in_several_ways() {
    assert_eq!(hygiene::STATIC, SecretRef::from_env("TOKEN"));
    assert_eq!(hygiene::CONST, hygiene::STATIC);
    assert_eq!(hygiene::expression(), "env://TOKEN");
}

#[test]
fn macro_rules_can_hand_the_name_on() {
    macro_rules! expr {
        ($name:expr) => {
            env_secret!($name)
        };
    }
    macro_rules! literal {
        ($name:literal) => {
            expr!($name)
        };
    }
    macro_rules! tokens {
        ($($name:tt)*) => { literal!($($name)*) };
    }
    assert_eq!([expr!("A"), literal!("A"), tokens!("A")], [SecretRef::from_env("A"); 3]);
}

#[test]
fn a_reference_can_be_part_of_any_constant() {
    const ALL: [SecretRef; 2] = [env_secret!("A"), env_secret!("B")];
    const NAMES: [&str; 2] = [ALL[0].name(), ALL[1].name()];
    assert_eq!(NAMES, ["A", "B"]);
}

fn token(source: &str) -> syn::LitStr {
    syn::parse_str(source).expect("the strategy makes string literals")
}

proptest! {
    #[test]
    fn a_cooked_literal_has_the_value_that_syn_gives_it(
        parts in prop::collection::vec(
            prop_oneof![
                "[^\"\\\\\r]{1,4}",
                r#"\\[nrt0\\'"]"#,
                r"\\x[0-7][0-9a-fA-F]",
                any::<char>().prop_map(|c| format!("\\u{{{:x}}}", u32::from(c))),
                any::<char>().prop_map(|c| format!("\\u{{{:_<6X}}}", u32::from(c))),
                "\\\\\n[ \t\n]{0,4}[a-z]",
            ],
            0..8,
        ),
    ) {
        let source = format!("\"{}\"", parts.concat());
        prop_assert_eq!(unescape::string(&source), Some(token(&source).value()));
    }

    #[test]
    fn a_raw_literal_has_the_value_that_syn_gives_it(text in "[^\r#]{0,20}", hashes in 1usize..4) {
        let hashes = "#".repeat(hashes);
        let source = format!("r{hashes}\"{text}\"{hashes}");
        prop_assert_eq!(unescape::string(&source), Some(token(&source).value()));
    }

    #[test]
    fn a_literal_that_rustc_prints_is_read_back(text in "[^\r]*") {
        prop_assert_eq!(unescape::string(&format!("{text:?}")), Some(text));
    }
}

/// Prints what it reads, as a user's program would.
const PROBE: &str = r#"
static TOKEN: nosecrets::SecretRef = nosecrets::env_secret!("NOSECRETS_PROBE");

fn main() {
    match TOKEN.read() {
        Ok(token) => println!("{token:?} of {} bytes", token.expose().len()),
        Err(error) => println!("{error}"),
    }
}
"#;

/// What `env_secret!` must not do, to show that the search finds it.
const LEAK: &str = r#"
fn main() {
    println!("{:?}", option_env!("NOSECRETS_PROBE"));
}
"#;

const VARIABLE: &str = "NOSECRETS_PROBE";

/// A package that was built while the variable held `value`.
struct Built {
    target: PathBuf,
    value: String,
}

impl Built {
    fn binary(&self) -> PathBuf {
        self.target.join("debug").join(format!("probe{}", std::env::consts::EXE_SUFFIX))
    }

    /// Files of the target folder that hold the value.
    fn leaks(&self) -> Vec<PathBuf> {
        let holds = |path: &PathBuf| contains(&fs::read(path).expect("readable"), self.value.as_bytes());
        files(&self.target).into_iter().filter(holds).collect()
    }
}

/// Builds `source` with a variable that holds a canary no other build has seen.
///
/// Dependencies stay built from one run to the next; the probe itself, being
/// written anew, does not.
fn build(name: &str, source: &str, dependencies: &str) -> Built {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let manifest = format!(
        "[package]\nname = \"probe\"\nedition = \"2021\"\n[workspace]\n[profile.dev]\ndebug = false\n[dependencies]\n{dependencies}"
    );
    fs::create_dir_all(folder.join("src")).expect("folder");
    fs::write(folder.join("Cargo.toml"), manifest).expect("manifest");
    fs::write(folder.join("src/main.rs"), source).expect("source");
    fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).expect("versions that the workspace has");
    let built = Built { target: folder.join("target"), value: canary() };
    let output = Command::new(env!("CARGO"))
        .args(["build", "--offline", "--quiet", "--target-dir"])
        .arg(&built.target)
        .current_dir(&folder)
        .env(VARIABLE, &built.value)
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    built
}

fn canary() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    format!("nosecrets_canary_{:016x}", now.as_nanos() & u128::from(u64::MAX))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// What the probe prints when the variable is `value`, or not set.
fn run(probe: &Built, value: Option<&OsStr>) -> String {
    let mut command = Command::new(probe.binary());
    match value {
        Some(value) => command.env(VARIABLE, value),
        None => command.env_remove(VARIABLE),
    };
    let output = command.output().expect("the probe runs");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("text").trim_end().to_owned()
}

// One test, for the probe is built once whether tests are threads or processes.
#[test]
fn a_variable_is_read_when_the_program_runs_and_leaves_no_trace_when_it_is_built() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../nosecrets");
    let probe = build("env-secret-probe", PROBE, &format!("nosecrets = {{ path = {path:?} }}\n"));
    assert_eq!(probe.leaks(), Vec::<PathBuf>::new());

    assert_eq!(run(&probe, Some(OsStr::new("value"))), "Secret([REDACTED]) of 5 bytes");
    assert_eq!(run(&probe, None), "cannot read `env://NOSECRETS_PROBE`: the variable is not set");
    assert_eq!(run(&probe, Some(OsStr::new(""))), "cannot read `env://NOSECRETS_PROBE`: the variable is empty");
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        let printed = run(&probe, Some(OsStr::from_bytes(b"va\xfflue")));
        assert_eq!(printed, "cannot read `env://NOSECRETS_PROBE`: the value is not UTF-8");
    }
}

#[test]
fn the_search_finds_what_option_env_leaves_behind() {
    let leaks = build("option-env-probe", LEAK, "").leaks();
    assert!(leaks.iter().any(|path| path.extension() == Some(OsStr::new("d"))), "{leaks:?}");
}
