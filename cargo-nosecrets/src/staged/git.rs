//! Runs `git` so that it runs nothing that a repository's settings name.
//!
//! A repository can be hostile: its `.git/config` names programs for many occasions. Each is
//! disabled here, and git neither fetches nor prompts.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use nosecrets_engine::masks;

use crate::environment::Environment;
use crate::error::Error;

/// Settings that keep git from running programs. The command line overrides the repository.
const NOTHING_RUNS: [&str; 3] = ["core.fsmonitor=", "core.hooksPath=/dev/null", "core.untrackedCache=false"];

/// Lists the files whose staged content differs from the last commit; before the first commit, all
/// files. Renamed files count as new.
const CHANGED: [&str; 11] = [
    "diff",
    "--cached",
    "--raw",
    "-z",
    "--no-abbrev",
    "--diff-filter=AMT",
    "--no-renames",
    "--no-relative",
    "--no-ext-diff",
    "--no-textconv",
    "--ignore-submodules=all",
];

/// A file whose content in the index differs from the last commit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Its path, from the root of the repository.
    pub(super) path: PathBuf,
    /// The id of its content.
    pub(super) id: String,
    /// Whether it is a symbolic link; its content is then a path.
    pub(super) is_link: bool,
}

/// The root folder of the working tree.
pub(super) fn top(environment: &Environment) -> Result<PathBuf, Error> {
    let mut said = run(environment, &["rev-parse", "--show-toplevel"])?;
    if said.last() == Some(&b'\n') {
        said.pop();
    }
    path(&said).ok_or_else(|| Error::new("git reports a repository folder that is not a path"))
}

/// The staged changes.
pub(super) fn changes(environment: &Environment) -> Result<Vec<Change>, Error> {
    let raw = run(environment, &CHANGED)?;
    parse(&raw).ok_or_else(|| Error::new("git lists the staged files in an unexpected format"))
}

/// git in the current folder, without a subcommand.
///
/// It inherits variables such as `GIT_INDEX_FILE`: in a hook they name the index.
pub(super) fn command(environment: &Environment) -> Command {
    let mut command = Command::new(environment.git.clone().unwrap_or_else(|| "git".into()));
    command.current_dir(&environment.cwd).args(["--no-pager", "--no-optional-locks", "--no-replace-objects"]);
    for setting in NOTHING_RUNS {
        command.args(["-c", setting]);
    }
    command
        .env("LC_ALL", "C")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env_remove("GIT_EXTERNAL_DIFF")
        .stdin(Stdio::null())
        .stderr(Stdio::piped());
    command
}

/// The error if git could not be started.
pub(super) fn not_started(source: &std::io::Error) -> Error {
    let error = match source.kind() {
        ErrorKind::NotFound => Error::new("`--staged` needs git, and git was not found"),
        _ => Error::new(format!("`--staged` needs git, and git cannot be started: {source}")),
    };
    error.help(Some("without `--staged`, the files are read as they are in the folder"))
}

fn run(environment: &Environment, args: &[&str]) -> Result<Vec<u8>, Error> {
    let output = command(environment).args(args).output().map_err(|source| not_started(&source))?;
    if output.status.success() { Ok(output.stdout) } else { Err(failure(&output)) }
}

fn failure(output: &Output) -> Error {
    let said = String::from_utf8_lossy(&output.stderr);
    let title = if said.contains("not a git repository") {
        "`--staged` scans what is staged in a git repository, and there is none here"
    } else {
        "git cannot list what is staged"
    };
    Error::new(title).note(masks::mask(said.trim()))
}

/// Parses `:MODE MODE ID ID STATUS NUL PATH NUL`, repeated for each file.
fn parse(raw: &[u8]) -> Option<Vec<Change>> {
    let mut fields = raw.split(|&byte| byte == 0);
    let mut changes = Vec::new();
    while let Some(about) = fields.next().filter(|about| !about.is_empty()) {
        let about = std::str::from_utf8(about).ok()?.strip_prefix(':')?;
        let [_, mode, _, id, _] = about.split(' ').collect::<Vec<_>>()[..] else { return None };
        let is_id = id.len() >= 40 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        let path = path(fields.next()?).filter(|_| is_id)?;
        changes.push(Change { path, id: id.to_owned(), is_link: mode == "120000" });
    }
    Some(changes)
}

/// A path from git's bytes.
#[cfg(unix)]
fn path(bytes: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    Some(Path::new(&OsString::from_vec(bytes.to_vec())).to_path_buf()).filter(|path| !path.as_os_str().is_empty())
}

/// A path from git's bytes.
#[cfg(not(unix))]
fn path(bytes: &[u8]) -> Option<PathBuf> {
    let text = std::str::from_utf8(bytes).ok()?;
    Some(Path::new(&OsString::from(text)).to_path_buf()).filter(|path| !path.as_os_str().is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Change, parse};

    const ID: &str = "0123456789012345678901234567890123456789";

    #[test]
    fn each_change_has_a_mode_an_object_and_a_name() {
        let zero = "0".repeat(40);
        let raw = format!(":000000 100644 {zero} {ID} A\0src/a b\n.rs\0:100644 120000 {zero} {ID} T\0link\0");
        let change = |path: &str, is_link| Change { path: path.into(), id: ID.into(), is_link };
        assert_eq!(parse(raw.as_bytes()), Some(vec![change("src/a b\n.rs", false), change("link", true)]));
        assert_eq!(parse(b""), Some(Vec::new()));
    }

    #[test]
    fn what_is_no_list_of_changes_is_refused() {
        for raw in ["M\tsrc/lib.rs\n", ":100644 100644 a b M\0x\0", &format!(":100644 100644 {ID} {ID} M\0")] {
            assert_eq!(parse(raw.as_bytes()), None, "{raw:?}");
        }
    }
}
