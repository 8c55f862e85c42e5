//! The checked-in tables and the detectors' files they are made of.

use std::fs;
use std::sync::OnceLock;

use nosecrets_detectors::catalogue::Catalogue;
use nosecrets_detectors::spec::{build, guard, load, lock, prose};
use nosecrets_tests::tokens;

fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| build::build(tokens::files()).unwrap_or_else(|errors| panic!("{}", errors.join("\n"))))
}

#[test]
fn tables_are_what_the_files_give() {
    let generics = load::generics(&tokens::workspace().join("nosecrets-detectors/categories.toml")).unwrap();
    let table = build::table(tokens::files()).unwrap();
    for (path, bytes) in [
        ("nosecrets-detectors/src/table.bin", table.bytes),
        ("nosecrets-detectors/src/table.txt", table.text.into_bytes()),
        ("nosecrets-engine/src/fitting/table.rs", nosecrets_engine::table_source(catalogue()).into_bytes()),
        ("cargo-nosecrets/src/catalogue/table.rs", prose::prose(tokens::files(), &generics).into_bytes()),
        ("nosecrets-detectors/detectors.lock", lock::lock(catalogue()).into_bytes()),
    ] {
        let present = fs::read(tokens::workspace().join(path)).unwrap();
        assert!(present == bytes, "{path} is stale: run `cargo xtask codegen`");
    }
}

#[test]
fn detectors_are_sound_as_a_set() {
    let problems = guard::check(tokens::files(), catalogue());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
