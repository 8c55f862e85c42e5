//! Detectors' files → the checked-in tables.

use std::fs;
use std::path::PathBuf;

use nosecrets_core::Tier;
use nosecrets_core::spec::{build, emit, guard, load};

use crate::run::workspace;

/// The generated files and their text.
fn generate() -> Result<[(PathBuf, String); 2], String> {
    let files = load::load(&workspace().join("nosecrets-core/detectors")).map_err(|problems| lines(&problems))?;
    let catalogue = Box::leak(Box::new(build::build(&files).map_err(|problems| lines(&problems))?));
    let problems = guard::check(&files, catalogue);
    if !problems.is_empty() {
        return Err(lines(&problems));
    }
    let [structured, contextual, component] =
        [Tier::Structured, Tier::Contextual, Tier::Component].map(|tier| guard::count(catalogue, tier));
    println!(
        "{} providers, {} detectors: {structured} structured, {contextual} contextual, {component} component",
        files.len(),
        catalogue.detectors.len()
    );
    Ok([
        (workspace().join("nosecrets-core/src/table.rs"), emit::table(catalogue)),
        (workspace().join("cargo-nosecrets/src/catalogue/table.rs"), emit::prose(&files)),
    ])
}

fn lines(problems: &[String]) -> String {
    format!("{} problems in the detectors' files\n{}", problems.len(), problems.join("\n"))
}

/// Writes the tables.
pub(crate) fn write() -> Result<(), String> {
    for (path, text) in generate()? {
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

/// Fails if the tables are not what the files would give.
pub(crate) fn check() -> Result<(), String> {
    for (path, text) in generate()? {
        let present = fs::read_to_string(&path).unwrap_or_default();
        if present != text {
            return Err(format!("{} is stale: run `cargo xtask codegen`", path.display()));
        }
    }
    Ok(())
}
