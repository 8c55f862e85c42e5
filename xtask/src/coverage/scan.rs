//! Rows that no detector takes: what the engine says of a file in which they stand.
//!
//! The generic rows of catalogues describe a value by the name that it has: a
//! password, a secret, an address with a password in it. Those are the business
//! of rules that read code, and of detectors that read a whole line.

use std::collections::BTreeMap;
use std::path::Path;

use nosecrets_detectors::Group;
use nosecrets_engine::discover::Role;
use nosecrets_engine::{Config, Level, Scanner};

use super::facts::Row;
use super::judge;
use super::recall::identifier;

/// Values of a row of which nearly all must be found.
const ENOUGH: usize = 11;

/// Words of a row that say that its value is a secret. Rows without one are
/// written down without a name.
const SECRETS: [&str; 6] = ["password", "passphrase", "secret", "token", "pass", "key"];

/// The rule that finds most of a row's values in a file, and in what file.
pub(super) fn finder(row: &Row) -> Option<String> {
    let scanner = scanner();
    let values = judge::values(row);
    forms(row).iter().find_map(|form| {
        let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
        for rule in values.iter().filter_map(|value| finds(&scanner, form, value)) {
            *rules.entry(rule).or_default() += 1;
        }
        let most = rules.iter().max_by_key(|(_, count)| **count)?;
        (rules.values().sum::<usize>() >= ENOUGH).then(|| format!("{} in {}", most.0, form.file))
    })
}

/// Whether anything is reported in a file of Rust.
pub(super) fn is_found_in_code(source: &[u8]) -> bool {
    let report = scanner().scan_bytes(Path::new("src/lib.rs"), Role::Library, source);
    !report.findings.is_empty()
}

/// Writes a value into a file.
type Write = Box<dyn Fn(&[u8]) -> Vec<u8>>;

/// A file in which a value is put.
struct Form {
    file: &'static str,
    text: Write,
}

fn forms(row: &Row) -> Vec<Form> {
    let line = |value: &[u8]| [value, b"\n"].concat();
    let mut forms = vec![Form { file: "notes.txt", text: Box::new(line) }];
    let kind = identifier(&format!("{} {}", row.provider, row.kind));
    let word = SECRETS.into_iter().find(|word| kind.contains(word) || row.words.iter().any(|own| own == word));
    let name = if row.kind.is_empty() { word.map(|word| format!("{kind}{word}")) } else { Some(kind) };
    let constant = name.unwrap_or_else(|| "VALUE".to_owned()).to_uppercase();
    let code = move |value: &[u8]| format!("const {constant}: &str = \"{}\";\n", value.escape_ascii()).into_bytes();
    forms.push(Form { file: "src/lib.rs", text: Box::new(code) });
    forms
}

/// With identifiers, and as it is set without them.
fn scanner() -> Scanner {
    let mut config = Config::default();
    // The name of a group is always known.
    let _ = config.levels.set(Group::Identifier.name(), Level::Deny);
    Scanner::new(config)
}

fn finds(scanner: &Scanner, form: &Form, value: &[u8]) -> Option<&'static str> {
    let report = scanner.scan_bytes(Path::new(form.file), Role::Library, &(form.text)(value));
    report.findings.first().map(|finding| finding.rule().id())
}
