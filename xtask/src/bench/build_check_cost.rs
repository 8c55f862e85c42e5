//! What the check in a build script costs: processor time for a package of a hundred
//! real files, as users build it.
//!
//! The package is one of its own, in cargo's usual profile, which does not optimise
//! build scripts. The script is run as cargo runs it, but alone.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::measure::time;
use super::tool::{cargo, finish};
use crate::run::workspace;

/// Files of the package, and runs of each kind.
const FILES: usize = 100;
const RUNS: usize = 20;

/// Where the files are from: crates that the engine is built with, so that cargo has
/// their sources.
const SOURCES: [&str; 3] = ["memchr-2", "serde_core-1", "toml-1"];

/// A file that has just changed is told by its content only.
const SETTLED: Duration = Duration::from_secs(3);

const BUILD: &str = "fn main() {\n    nosecrets_build::check();\n}\n";

/// Builds the script, and measures it with nothing known, with one file changed, and
/// with all known.
pub(crate) fn run() -> Result<(), String> {
    let package = Package::write(&workspace().join("target/build-check-cost"))?;
    finish(&mut package.cargo())?;
    println!("{FILES} files, {} kB; CPU time of one run of the build script, not optimised", package.bytes / 1000);
    println!("nothing is known yet: {:.0} ms", package.mean(&|_| package.forget())?);
    std::thread::sleep(SETTLED);
    println!("one file has changed: {:.0} ms", package.mean(&|run| package.change(run))?);
    std::thread::sleep(SETTLED);
    time(&package.script()?, None)?;
    println!("no file has changed: {:.0} ms", package.mean(&|_| Ok(()))?);
    Ok(())
}

/// The package of a user.
struct Package {
    folder: PathBuf,
    files: Vec<PathBuf>,
    bytes: usize,
}

impl Package {
    fn write(folder: &Path) -> Result<Package, String> {
        let mut package = Package { folder: folder.join("user"), files: Vec::new(), bytes: 0 };
        let say = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
        let _ = fs::remove_dir_all(&package.folder);
        for (number, source) in sources()?.iter().enumerate() {
            let file = package.folder.join(format!("src/source_{number}.rs"));
            let text = fs::read(source).map_err(|error| say(source, error))?;
            package.bytes += text.len();
            package.add(&file, &text).map_err(|error| say(&file, error))?;
            package.files.push(file);
        }
        let check = workspace().join("nosecrets-build");
        let manifest = format!(
            "[package]\nname = \"user\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n\n\
             [build-dependencies]\nnosecrets-build = {{ path = {check:?} }}\n"
        );
        for (name, text) in [("Cargo.toml", manifest.as_str()), ("build.rs", BUILD), ("src/lib.rs", "")] {
            let file = package.folder.join(name);
            package.add(&file, text.as_bytes()).map_err(|error| say(&file, error))?;
        }
        let lock = workspace().join("Cargo.lock");
        fs::copy(&lock, package.folder.join("Cargo.lock")).map_err(|error| say(&lock, error))?;
        Ok(package)
    }

    fn add(&self, file: &Path, text: &[u8]) -> std::io::Result<()> {
        fs::create_dir_all(file.parent().unwrap_or(&self.folder))?;
        fs::write(file, text)
    }

    /// Beside the package, whose files would be more otherwise.
    fn target(&self) -> PathBuf {
        self.folder.with_file_name("target")
    }

    fn out(&self) -> PathBuf {
        self.folder.with_file_name("out")
    }

    fn cargo(&self) -> Command {
        let mut command = cargo();
        command.args(["build", "--quiet", "--offline", "--manifest-path"]).arg(self.folder.join("Cargo.toml"));
        command.arg("--target-dir").arg(self.target());
        command
    }

    /// The command that runs the newest script that cargo has built.
    fn script(&self) -> Result<Command, String> {
        let build = self.target().join("debug/build");
        let folders = fs::read_dir(&build).map_err(|error| format!("{}: {error}", build.display()))?;
        let scripts = folders.flatten().map(|folder| folder.path().join("build-script-build"));
        let scripts = scripts.filter(|script| script.to_string_lossy().contains("/user-") && script.is_file());
        let changed = |script: &PathBuf| fs::metadata(script).and_then(|data| data.modified()).ok();
        let script = scripts.max_by_key(changed).ok_or("cargo has built no script")?;
        let mut command = Command::new("env");
        command.arg(format!("CARGO_MANIFEST_DIR={}", self.folder.display()));
        command.arg(format!("OUT_DIR={}", self.out().display())).arg(script);
        Ok(command)
    }

    /// The mean processor time of a run in milliseconds, where each time `before` goes first.
    fn mean(&self, before: &dyn Fn(usize) -> Result<(), String>) -> Result<f64, String> {
        let script = self.script()?;
        let mut sum = 0.0;
        for run in 0..RUNS {
            before(run)?;
            sum += time(&script, None)?.cpu;
        }
        Ok(sum / RUNS as f64 * 1e3)
    }

    fn forget(&self) -> Result<(), String> {
        let _ = fs::remove_dir_all(self.out());
        fs::create_dir_all(self.out()).map_err(|error| error.to_string())
    }

    /// Adds a line to one of the files.
    fn change(&self, run: usize) -> Result<(), String> {
        let path = &self.files[run * self.files.len() / RUNS];
        let file = fs::File::options().append(true).open(path);
        file.and_then(|mut file| file.write_all(b"// changed\n")).map_err(|error| error.to_string())
    }
}

/// The files, from the folder into which cargo unpacks crates.
fn sources() -> Result<Vec<PathBuf>, String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let registry = home.ok_or("there is neither CARGO_HOME nor HOME")?.join("registry/src");
    let crates: Vec<PathBuf> =
        listed(&registry)?.iter().map(|index| listed(index)).collect::<Result<Vec<_>, _>>()?.concat();
    let mut files = Vec::new();
    for name in SOURCES {
        let is_wanted = |path: &&PathBuf| path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(name));
        let newest = crates.iter().filter(is_wanted).max().ok_or_else(|| format!("{name} has not been downloaded"))?;
        add_sources(&newest.join("src"), &mut files)?;
    }
    files.truncate(FILES);
    Ok(files)
}

fn add_sources(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    for path in listed(folder)? {
        if path.is_dir() {
            add_sources(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// What is in a folder, sorted.
fn listed(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}
