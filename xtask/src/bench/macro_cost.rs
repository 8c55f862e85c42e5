//! What the macro costs those who use it: processor time to build it with all that
//! it depends on, and of one call.
//!
//! Both as a user has them: a package of its own, in cargo's usual profile, with no
//! incremental build of what comes from a registry. Other programs on the machine make
//! processor time longer, never shorter, so the least of a few runs counts.

use std::fs;
use std::path::{Path, PathBuf};

use super::measure::time;
use super::tool::{cargo, finish};
use crate::run::workspace;

/// Calls in the file whose check is timed, and runs of each command.
const CALLS: usize = 10_000;
const RUNS: usize = 5;

/// Packages that are built anew.
const PACKAGES: [&str; 2] = ["nosecrets-detectors", "nosecrets-macros"];

/// Names as they are common.
const NAMES: [&str; 8] = [
    "DATABASE_URL",
    "STRIPE_SECRET_KEY",
    "TWILIO_AUTH_TOKEN",
    "AWS_SECRET_ACCESS_KEY",
    "OPENAI_API_KEY",
    "SENTRY_DSN",
    "S3_BUCKET_KEY_2",
    "SMTP_PASSWORD",
];

/// What the macro's code asks of `nosecrets`, which is not built here.
const STAND_IN: &str = "\
#![allow(dead_code)]
mod root {
    pub struct Place;
    impl Place {
        pub const fn new(_: &'static str, _: &'static str) -> Place { Place }
    }
    pub struct SecretRef;
    impl SecretRef {
        pub const fn new(_: &'static [Place]) -> SecretRef { SecretRef }
    }
}
";

/// The code that a call expands to, without the macro.
const WRITTEN_OUT: &str = "\
macro_rules! written_out {
    ($name:literal) => {{
        use root as __nosecrets;
        const PLACES: &[__nosecrets::Place] = &[__nosecrets::Place::new(\"env\", $name)];
        __nosecrets::SecretRef::new(PLACES)
    }};
}
";

/// Measures and prints both.
pub(crate) fn run() -> Result<(), String> {
    let package = Package::write(&workspace().join("target/macro-cost"))?;
    println!("building nosecrets-macros without optional features, and nosecrets-detectors: {:.2} s", package.build()?);
    let (with, without) = (package.check("calls")?, package.check("written_out")?);
    println!("one call of env_secret!: {:.0} µs", (with - without) / CALLS as f64 * 1e6);
    Ok(())
}

/// The package of a user.
struct Package {
    folder: PathBuf,
}

impl Package {
    fn write(folder: &Path) -> Result<Package, String> {
        let macros = workspace().join("nosecrets-macros");
        let manifest = format!(
            "[package]\nname = \"user\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n\n\
             [dependencies]\nnosecrets-macros = {{ path = {macros:?} }}\n"
        );
        let calls = |call: &dyn Fn(&str) -> String| {
            let lines = NAMES.iter().cycle().take(CALLS).map(|name| format!("    let _ = {};\n", call(name)));
            format!("fn main() {{\n{}}}\n", lines.collect::<String>())
        };
        let with = calls(&|name| format!("nosecrets_macros::env_secret!(root {name:?})"));
        let without = calls(&|name| format!("written_out!({name:?})"));
        let files = [
            ("Cargo.toml", manifest),
            ("src/lib.rs", String::new()),
            ("src/bin/calls.rs", format!("{STAND_IN}{with}")),
            ("src/bin/written_out.rs", format!("{STAND_IN}{WRITTEN_OUT}{without}")),
        ];
        fs::create_dir_all(folder.join("src/bin")).map_err(|error| error.to_string())?;
        for (name, text) in files {
            fs::write(folder.join(name), text).map_err(|error| format!("{name}: {error}"))?;
        }
        Ok(Package { folder: folder.to_path_buf() })
    }

    /// `cargo` with arguments, for this package.
    fn cargo(&self, arguments: &[&str]) -> std::process::Command {
        let mut command = cargo();
        command.args(arguments).args(["--quiet", "--offline", "--manifest-path"]).arg(self.folder.join("Cargo.toml"));
        command.arg("--target-dir").arg(self.folder.join("target")).args(["--config", "build.incremental=false"]);
        command
    }

    /// The least processor time of a command, in seconds, where each time `before` runs first.
    fn least(&self, before: &dyn Fn() -> Result<(), String>, arguments: &[&str]) -> Result<f64, String> {
        let mut least = f64::INFINITY;
        for _ in 0..RUNS {
            before()?;
            least = least.min(time(&self.cargo(arguments), None)?.cpu);
        }
        Ok(least)
    }

    fn build(&self) -> Result<f64, String> {
        let packages = PACKAGES.map(|name| ["--package", name]).concat();
        let build = ["build", "--package", "nosecrets-macros"];
        let clean = || finish(&mut self.cargo(&[&["clean"], &packages[..]].concat()));
        finish(&mut self.cargo(&build))?;
        self.least(&clean, &build)
    }

    fn check(&self, program: &str) -> Result<f64, String> {
        let touch = || {
            let path = self.folder.join("src/bin").join(program).with_extension("rs");
            let file = fs::File::options().append(true).open(&path).map_err(|error| error.to_string())?;
            file.set_modified(std::time::SystemTime::now()).map_err(|error| error.to_string())
        };
        let check = ["check", "--bin", program];
        finish(&mut self.cargo(&check))?;
        self.least(&touch, &check)
    }
}
