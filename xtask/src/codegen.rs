//! Detectors' files → the checked-in tables, and the lines in which they are reviewed.

use std::fs;
use std::path::PathBuf;

use nosecrets_detectors::spec::{build, guard, load, lock, prose};
use nosecrets_detectors::{Catalogue, Tier};
use nosecrets_engine::table_source;

use crate::run::workspace;

/// The generated files and what is in them.
fn generate() -> Result<[(PathBuf, Vec<u8>); 5], String> {
    let files = load::load(&workspace().join("nosecrets-detectors/detectors")).map_err(|problems| lines(&problems))?;
    let table = build::table(&files).map_err(|problems| lines(&problems))?;
    let catalogue: &Catalogue =
        Box::leak(Box::new(Catalogue::new(table.bytes.clone().leak(), table.text.clone().leak())));
    let problems = guard::check(&files, catalogue);
    if !problems.is_empty() {
        return Err(lines(&problems));
    }
    let [structured, contextual, component] =
        [Tier::Structured, Tier::Contextual, Tier::Component].map(|tier| guard::count(catalogue, tier));
    println!(
        "{} providers, {} detectors: {structured} structured, {contextual} contextual, {component} component",
        files.len(),
        catalogue.detectors().len()
    );
    let generics = load::generics(&workspace().join("nosecrets-detectors/categories.toml"))?;
    Ok([
        (workspace().join("nosecrets-detectors/src/table.bin"), table.bytes),
        (workspace().join("nosecrets-detectors/src/table.txt"), table.text.into_bytes()),
        (workspace().join("nosecrets-engine/src/fitting/table.rs"), table_source(catalogue).into_bytes()),
        (workspace().join("cargo-nosecrets/src/catalogue/table.rs"), prose::prose(&files, &generics).into_bytes()),
        (workspace().join("nosecrets-detectors/detectors.lock"), lock::lock(catalogue).into_bytes()),
    ])
}

fn lines(problems: &[String]) -> String {
    format!("{} problems in the detectors' files\n{}", problems.len(), problems.join("\n"))
}

/// Writes the tables.
pub(crate) fn write() -> Result<(), String> {
    for (path, bytes) in generate()? {
        fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

/// Fails if the tables are not what the files would give.
pub(crate) fn check() -> Result<(), String> {
    for (path, bytes) in generate()? {
        if fs::read(&path).unwrap_or_default() != bytes {
            return Err(format!("{} is stale: run `cargo xtask codegen`", path.display()));
        }
    }
    Ok(())
}
