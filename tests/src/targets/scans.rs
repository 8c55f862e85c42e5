//! Whole files through the engine.

use std::path::Path;

use nosecrets_engine::discover::Role;
use nosecrets_engine::{Config, Report, Scanner};

/// Names of files, one for each way in which text is read.
const NAMES: [&str; 10] =
    ["a.toml", ".env", "a.yaml", "a.json", "a.md", "a.ini", "Dockerfile", "a.xml", "a.sh", "Cargo.toml"];

/// Whether every place of a report is a range of the source whose lines and
/// columns are in order, and every line that is shown is sound.
#[must_use]
pub fn is_sound(report: &Report, source: &[u8]) -> bool {
    report.findings.iter().all(|finding| {
        [finding.primary()].into_iter().chain(finding.secondary()).all(|label| {
            let at = &label.location;
            let text = &label.excerpt;
            at.start < at.end
                && at.end <= source.len()
                && (at.line, at.column) < (at.end_line, at.end_column)
                && text.text.get(text.highlight.clone()).is_some()
        })
    })
}

/// The report on a source, with and without the prefilter; of UTF-16 only that
/// there is one, since its places are those of the text.
fn scan(path: &str, source: &[u8]) {
    let is_wide = source.starts_with(b"\xFF\xFE") || source.starts_with(b"\xFE\xFF");
    for prefilter in [true, false] {
        let config = Config { prefilter, all_contexts: !prefilter, ..Config::default() };
        let report = Scanner::new(config).scan_bytes(Path::new(path), Role::Library, source);
        assert!(is_wide || is_sound(&report, source), "{path}");
        assert!(report.skipped.is_empty(), "{path}");
    }
}

/// A Rust file: parsed, folded, judged by the rules.
pub(super) fn folding(input: &[u8]) {
    scan("src/lib.rs", &super::fill(input).0);
}

/// A file that is not Rust; its first byte says which.
pub(super) fn text(input: &[u8]) {
    let Some((&first, rest)) = input.split_first() else { return };
    scan(NAMES[usize::from(first) % NAMES.len()], &super::fill(rest).0);
}

/// What users accept: as a comment, as an attribute, in another file.
pub(super) fn suppressions(input: &[u8]) {
    let input = super::fill(input).0;
    let around = |before: &str, after: &str| [before.as_bytes(), &input, after.as_bytes()].concat();
    let canary = crate::canary();
    let rust = format!("\nconst A: &str = \"{canary}\";\n");
    scan("src/lib.rs", &around("// nosecrets: ", &rust));
    scan("src/lib.rs", &around("/* nosecrets: allow(", &format!(" */{rust}")));
    scan("src/lib.rs", &around("#[cfg_attr(any(), nosecrets::allow(", &format!("))]{rust}")));
    scan(".env", &around("# nosecrets: allow(", &format!("\nKEY={canary}\n")));
    scan("a.md", &around("<!-- nosecrets: ", &format!("-->\n{canary}\n")));
}
