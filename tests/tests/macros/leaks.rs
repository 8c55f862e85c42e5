//! The value of a variable is not in what a build leaves behind.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::package::{Package, dependency};

/// Prints what it reads, as a user's program would.
const PROBE: &str = r##"
use nosecrets::{env_secret, Secret, SecretRef, Secrets};

static TOKEN: SecretRef = env_secret!("NOSECRETS_PROBE", "env://NOSECRETS_PROBE_2");
static OTHERS: [SecretRef; 5] = [
    env_secret!("vault://secret/NOSECRETS_PROBE?version=3#/a/b"),
    env_secret!("aws-sm://NOSECRETS_PROBE?region=eu-west-1"),
    env_secret!("conjur://prod/NOSECRETS_PROBE"),
    env_secret!("keyring://probe/NOSECRETS_PROBE"),
    env_secret!("file:///run/secrets/NOSECRETS_PROBE#field"),
];

#[derive(Secrets)]
struct Config {
    #[secret("NOSECRETS_PROBE", "vault://secret/NOSECRETS_PROBE")]
    token: Secret,
}

#[nosecrets::forbid_secrets]
fn main() {
    for other in &OTHERS {
        println!("{other}");
    }
    match TOKEN.read() {
        Ok(token) => println!("{token:?} of {} bytes", token.expose().len()),
        Err(error) => println!("{error}"),
    }
    if let Ok(config) = Config::load() {
        println!("{:?}", config.token);
    }
}
"##;

/// What `env_secret!` must not do, to show that the search finds it.
const LEAK: &str = r#"
fn main() {
    println!("{:?}", option_env!("NOSECRETS_PROBE"));
}
"#;

const VARIABLE: &str = "NOSECRETS_PROBE";

/// A package that was built while the variable held `value`.
struct Built {
    package: Package,
    value: String,
}

impl Built {
    /// Files of the target folder that hold the value.
    fn leaks(&self) -> Vec<PathBuf> {
        let holds = |path: &PathBuf| contains(&fs::read(path).expect("readable"), self.value.as_bytes());
        files(self.package.target()).into_iter().filter(holds).collect()
    }
}

/// Builds `source` with a variable that holds a canary no other build has seen.
fn build(name: &str, source: &str, dependencies: &str) -> Built {
    let built =
        Built { package: Package::new(name, &format!("{name}-target"), "2021", source, dependencies), value: canary() };
    let output = built.package.cargo(&["build"], &[(VARIABLE, &built.value)]);
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
    let mut command = Command::new(probe.package.program());
    match value {
        Some(value) => command.env(VARIABLE, value),
        None => command.env_remove(VARIABLE),
    };
    let output = command.output().expect("the probe runs");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("text").trim_end().to_owned()
}

const PLACES: &str = "\
vault://secret/NOSECRETS_PROBE?version=3#/a/b
aws-sm://NOSECRETS_PROBE?region=eu-west-1
conjur://prod/NOSECRETS_PROBE
keyring://probe/NOSECRETS_PROBE
file:///run/secrets/NOSECRETS_PROBE#field
";

// One test, for the probe is built once whether tests are threads or processes.
#[test]
fn a_variable_is_read_when_the_program_runs_and_leaves_no_trace_when_it_is_built() {
    // The grammar of all providers, without the weight of the providers.
    let features = ["aws", "conjur", "json", "keyring", "vault"];
    let dependencies = dependency("nosecrets", "nosecrets", &["derive", "forbid"])
        + &dependency("macros", "nosecrets-macros", &features);
    let probe = build("env-secret-probe", PROBE, &dependencies);
    assert_eq!(probe.leaks(), Vec::<PathBuf>::new());

    let read = |value: Option<&OsStr>| run(&probe, value).strip_prefix(PLACES).expect("the places").to_owned();
    assert_eq!(read(Some(OsStr::new("value"))), "Secret([REDACTED]) of 5 bytes\nSecret([REDACTED])");
    let refused = "cannot read `env://NOSECRETS_PROBE, else env://NOSECRETS_PROBE_2`: ";
    assert!(read(None).starts_with(refused));
    assert!(read(Some(OsStr::new(""))).starts_with(refused));
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        assert!(read(Some(OsStr::from_bytes(b"va\xfflue"))).starts_with(refused));
    }
}

#[test]
fn the_search_finds_what_option_env_leaves_behind() {
    let leaks = build("option-env-probe", LEAK, "").leaks();
    assert!(leaks.iter().any(|path| path.extension() == Some(OsStr::new("d"))), "{leaks:?}");
}
