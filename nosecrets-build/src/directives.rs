//! The lines that a build script prints for cargo.
#![expect(clippy::print_stdout, reason = "cargo reads the standard output of build scripts")]

use crate::check::Outcome;
use crate::outside;

/// The first version of cargo that accepts `cargo::error`.
///
/// Source: <https://doc.rust-lang.org/cargo/reference/build-scripts.html#cargo-error>
const KNOWS_ERROR: (u32, u32) = (1, 84);

/// Reports findings to cargo, and what must change before the script runs again.
pub(crate) fn tell(outcome: &Outcome) {
    for name in outside::SWITCHES {
        println!("cargo:rerun-if-env-changed={name}");
    }
    for path in outcome.watched.iter().filter(|path| !path.contains(['\n', '\r'])) {
        println!("cargo:rerun-if-changed={path}");
    }
    for warning in &outcome.warnings {
        println!("cargo:warning={warning}");
    }
    if package_may_say_error(std::env::var("CARGO_PKG_RUST_VERSION").ok().as_deref()) {
        errors(outcome, "cargo::error");
    } else {
        errors(outcome, "cargo:warning");
        fail_if(!outcome.errors.is_empty());
    }
}

fn errors(outcome: &Outcome, directive: &str) {
    for error in &outcome.errors {
        println!("{directive}={error}");
    }
    if !outcome.errors.is_empty() {
        println!(
            "{directive}=see `cargo nosecrets` for the lines, and `cargo nosecrets --explain RULE` for what to do"
        );
    }
}

/// Whether the package allows us to use `cargo::error`: cargo rejects it in packages that promise
/// to build with an older version.
fn package_may_say_error(rust_version: Option<&str>) -> bool {
    let mut parts = rust_version.unwrap_or_default().split('.').map(str::parse);
    let (Some(Ok(major)), Some(Ok(minor))) = (parts.next(), parts.next()) else { return true };
    (major, minor) >= KNOWS_ERROR
}

#[expect(clippy::exit, reason = "nothing else fails the build in an older cargo, and a panic would print a trace")]
fn fail_if(failed: bool) {
    if failed {
        std::process::exit(1);
    }
}

#[cfg(test)]
mod tests {
    use super::package_may_say_error;

    #[test]
    fn a_package_for_older_cargos_gets_warnings_and_an_exit_code() {
        for (version, may) in [("1.84", true), ("1.88.0", true), ("2.0", true), ("1.83.0", false), ("1.71", false)] {
            assert_eq!(package_may_say_error(Some(version)), may, "{version}");
        }
        assert!(package_may_say_error(None) && package_may_say_error(Some("")));
    }
}
