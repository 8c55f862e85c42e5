//! What the tests of the rules share.

use std::path::Path;

use crate::config::Config;
use crate::role::Role;
use crate::scan::Scanner;

/// Ids and lines of what is found in a library's source, in order.
pub(crate) fn ids_in(source: &str) -> Vec<(&'static str, usize)> {
    ids_in_role(source, Role::Library)
}

/// Ids and lines of what is found in a source file, in order.
///
/// # Panics
/// If the prefilter changes what is found.
pub(crate) fn ids_in_role(source: &str, role: Role) -> Vec<(&'static str, usize)> {
    let [filtered, whole] = [true, false].map(|prefilter| {
        let scanner = Scanner::new(Config { prefilter, ..Config::default() });
        let report = scanner.scan_bytes(Path::new("src/sample.rs"), role, source.as_bytes());
        let found = report.findings.iter().map(|finding| (finding.rule().id(), finding.primary().location.line));
        found.collect::<Vec<_>>()
    });
    assert_eq!(filtered, whole, "the prefilter changes what is found in: {source}");
    filtered
}

/// Lines of a library's source at which a rule objects to something.
pub(crate) fn lines_of(id: &str, source: &str) -> Vec<usize> {
    ids_in(source).into_iter().filter(|(found, _)| *found == id).map(|(_, line)| line).collect()
}

#[test]
fn what_is_hidden_by_a_macro_is_as_bare_as_any_other() {
    let macros =
        ["obfstr::obfstr", "obfstr::obfstring", "lc", "litcrypt::lc", "goldberg_string", "cryptify::encrypt_string"];
    for name in macros {
        let source = format!("fn f() {{ let db_password = {name}!(\"correct-horse-9\").to_string(); }}");
        assert_eq!(lines_of("hard-coded-secret", &source), [1], "{name}");
    }
}
