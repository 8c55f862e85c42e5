//! `include_str!("../.env")`: a file with secrets that is compiled in.

use std::fs;
use std::path::{Path, PathBuf};

use nosecrets_detectors::{Confidence, Group, Severity};

use super::secret::name::{self, Strength};
use super::{Objection, Surroundings};
use crate::event::{Event, What};
use crate::rule::Semantic;

pub(crate) static RULE: Semantic = Semantic {
    id: "secret-file-compiled-in",
    title: "file with secrets compiled into the program",
    group: Group::Credential,
    severity: Severity::High,
    confidence: Confidence::Medium,
    help: &[
        "read the file when the program runs, from a path that the configuration names",
        "replace the secret if you have shared a binary that contains it",
    ],
    page: include_str!("secret_file_compiled_in.md"),
};

/// The largest file that is read, in bytes.
const MAX_SIZE: u64 = 1 << 20;

pub(crate) fn check(event: &Event, around: &Surroundings<'_>) -> Option<Objection> {
    let What::Included { by, path } = &event.what else { return None };
    let kind = kind(path).filter(|_| around.wants_guesses())?;
    let content = around.folder.and_then(|folder| content(folder, path));
    let is_sure = content.is_some();
    let holds_secret = match content {
        Some(content) => judge(kind, file_name(path), &content),
        None => kind == FileKind::Settings || !is_public(file_name(path)),
    };
    if !holds_secret {
        return None;
    }
    let what = match (kind, is_sure) {
        (FileKind::Key, true) => "a private key",
        (FileKind::Settings, true) => "secrets",
        (FileKind::Key, false) => "a key, judging by its name,",
        (FileKind::Settings, false) => "secrets, judging by its name,",
    };
    Some(Objection {
        value: None,
        spans: vec![event.span.clone()],
        is_secret: false,
        message: format!("`{}!` compiles a file with {what} into the binary", last(by)),
        subject: file_name(path).to_owned(),
        evidence: Vec::new(),
    })
}

/// What a file holds, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileKind {
    /// A private key, perhaps, in PEM or binary.
    Key,
    /// Names with values.
    Settings,
}

/// Names of files with settings that hold secrets, before the extension.
const SETTINGS: &[&str] = &["credentials", "credential", "secrets", "secret", "service-account", "service_account"];

/// Extensions that files with settings have.
const SETTINGS_FORMATS: &[&str] =
    &["", "json", "toml", "yaml", "yml", "ini", "cfg", "conf", "txt", "env", "properties"];

fn kind(path: &str) -> Option<FileKind> {
    let name = file_name(path).to_ascii_lowercase();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
    let is_generated = path.starts_with("$OUT_DIR") && extension == "rs";
    let is_settings = SETTINGS.iter().any(|start| {
        // `secrets.prod.json` and `credentials-dev`, but not `secretary.txt`.
        stem.strip_prefix(start).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    });
    match extension {
        _ if ["example", "sample", "template", "dist", "schema"].iter().any(|word| name.contains(word)) => None,
        "pem" | "key" | "p12" | "pfx" | "jks" | "ppk" | "p8" => Some(FileKind::Key),
        _ if ["id_rsa", "id_ed25519", "id_ecdsa", "id_dsa"].contains(&name.as_str()) => Some(FileKind::Key),
        _ if name == ".env" || name.starts_with(".env.") => Some(FileKind::Settings),
        _ if is_settings && (is_generated || SETTINGS_FORMATS.contains(&extension)) => Some(FileKind::Settings),
        _ => None,
    }
}

/// Whether the rule may report a macro with these literals as arguments: one is a path, or all
/// together are, perhaps with `env!` before them. Without any, a constant holds the path.
pub(super) fn may_concern(literals: &[String]) -> bool {
    let joined = literals.concat();
    let may_be_path = |path: &str| kind(path).is_some() || kind(&format!("${path}")).is_some();
    literals.is_empty() || may_be_path(&joined) || literals.iter().any(|literal| may_be_path(literal))
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// The content of the file, if it is a small one of the package.
fn content(folder: &Path, path: &str) -> Option<Vec<u8>> {
    crate::neighbours::ask();
    let package = package(folder)?;
    let file = match path.strip_prefix("$CARGO_MANIFEST_DIR") {
        Some(rest) => package.join(rest.trim_start_matches('/')),
        None if path.starts_with('$') => return None,
        None => folder.join(path),
    };
    // Neither `..` nor a symbolic link leads out of the package.
    let file = fs::canonicalize(file).ok().filter(|file| file.starts_with(&package))?;
    let is_small = fs::metadata(&file).is_ok_and(|meta| meta.is_file() && meta.len() <= MAX_SIZE);
    is_small.then(|| fs::read(&file).ok()).flatten()
}

/// The folder of the package that a folder is part of.
fn package(folder: &Path) -> Option<PathBuf> {
    let folder = fs::canonicalize(folder).ok()?;
    folder.ancestors().find(|folder| folder.join("Cargo.toml").is_file()).map(Path::to_path_buf)
}

/// Whether a file of that kind and name holds a secret, by its content.
fn judge(kind: FileKind, name: &str, content: &[u8]) -> bool {
    let text = String::from_utf8_lossy(content);
    match kind {
        FileKind::Key if text.contains("-----BEGIN ") => text.contains("PRIVATE KEY"),
        FileKind::Key => !is_public(name),
        FileKind::Settings => text.lines().any(is_secret_setting) || text.contains("PRIVATE KEY"),
    }
}

/// Whether a file holds certificates or public keys, by its name.
fn is_public(name: &str) -> bool {
    const WORDS: &[&str] =
        &["bundle", "ca", "cacert", "cert", "certificate", "chain", "pub", "pubkey", "public", "root"];
    name::words(name).iter().any(|word| WORDS.contains(&word.trim_end_matches('s')))
}

/// Whether a line gives a value to a name of a secret: `NAME=value`, `"name": "value"`.
fn is_secret_setting(line: &str) -> bool {
    let Some((name, value)) = line.split_once(['=', ':']) else { return false };
    let name = name.trim().trim_start_matches("export ").trim_matches(['"', '\'', ' ']);
    let value = value.trim().trim_end_matches(',').trim_matches(['"', '\'']);
    let is_secret = name::claim(name).is_some_and(|claim| claim.strength == Strength::Strong);
    is_secret && !value.is_empty() && !value.starts_with(['{', '[', '<', '$', '%'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discover::Root;
    use crate::rules::tests::lines_of;
    use crate::scan::Progress;
    use crate::{Config, Scanner};

    fn is_reported(expression: &str) -> bool {
        !lines_of(RULE.id, &format!("const X: &str = {expression};")).is_empty()
    }

    #[test]
    fn files_of_secrets_are_known_by_name() {
        for path in [
            "../.env",
            ".env.production",
            "private_key.pem",
            "keys/server.key",
            "identity.p12",
            "/home/me/.ssh/id_rsa",
            "credentials.json",
            "credentials",
            "service-account-prod.json",
            "secrets.toml",
        ] {
            assert!(is_reported(&format!("include_str!(\"{path}\")")), "{path}");
        }
        assert!(is_reported("include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/server.key\"))"));
        assert!(is_reported("include!(concat!(env!(\"OUT_DIR\"), \"/secrets.rs\"))"));
    }

    #[test]
    fn other_files_may_be_compiled_in() {
        for path in [
            "README.md",
            "ca.crt",
            "ca.pem",
            "certs.pem",
            "public_key.pem",
            "root.cer",
            "secretary.txt",
            "secrets.md",
            "secrets.rs",
            ".env.example",
            "credentials.schema.json",
            "keyboard.json",
        ] {
            assert!(!is_reported(&format!("include_str!(\"{path}\")")), "{path}");
        }
    }

    /// Whether including a file of the package with that content is reported.
    fn is_reported_with(file: &str, content: &str) -> bool {
        let folder = tempfile::tempdir().unwrap();
        let source = format!("static X: &[u8] = include_bytes!(\"../{file}\");\n");
        fs::create_dir(folder.path().join("src")).unwrap();
        for (name, content) in [("Cargo.toml", ""), (file, content), ("src/lib.rs", &source)] {
            fs::write(folder.path().join(name), content).unwrap();
        }
        let roots = [Root { path: folder.path().join("src"), ..Root::default() }];
        let report = Scanner::new(Config::default()).scan(&roots, &Progress::default()).unwrap();
        report.findings.iter().any(|finding| finding.rule().id() == RULE.id)
    }

    #[test]
    fn a_file_of_the_package_is_judged_by_its_content() {
        let armour = |label: &str| format!("-----BEGIN {label}-----\nAAAA\n-----END {label}-----\n");
        assert!(is_reported_with("a.pem", &armour("PRIVATE KEY")));
        assert!(is_reported_with("a.pem", &(armour("CERTIFICATE") + &armour("RSA PRIVATE KEY"))));
        assert!(!is_reported_with("a.pem", &armour("CERTIFICATE")));
        assert!(!is_reported_with("a.pem", &armour("PUBLIC KEY")));
        assert!(is_reported_with(".env", "PORT=80\nDB_PASSWORD=hunter2\n"));
        assert!(!is_reported_with(".env", "PORT=80\nDB_PASSWORD=\n"));
    }
}
