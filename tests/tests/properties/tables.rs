//! The checked-in tables and the detectors' files they are made of.

use std::fs;
use std::sync::OnceLock;

use nosecrets_core::catalogue::Catalogue;
use nosecrets_core::spec::{build, emit, guard};
use nosecrets_tests::tokens;

fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| build::build(tokens::files()).unwrap_or_else(|errors| panic!("{}", errors.join("\n"))))
}

#[test]
fn tables_are_what_the_files_give() {
    for (path, text) in [
        ("nosecrets-core/src/table.rs", emit::table(catalogue())),
        ("cargo-nosecrets/src/catalogue/table.rs", emit::prose(tokens::files())),
    ] {
        let present = fs::read_to_string(tokens::workspace().join(path)).unwrap();
        assert!(present == text, "{path} is stale: run `cargo xtask codegen`");
    }
}

#[test]
fn detectors_are_sound_as_a_set() {
    let problems = guard::check(tokens::files(), catalogue());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
