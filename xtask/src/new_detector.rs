//! Scaffolds a detector's file.

use std::fs;
use std::path::Path;

/// Writes `nosecrets-detectors/detectors/<name>.toml`, which compiles as it is and
/// says where to put what.
pub(crate) fn write(name: &str) -> Result<(), String> {
    let is_kebab = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if !name.split('-').all(is_kebab) {
        return Err(format!("`{name}` is not kebab-case (lower-case letters and digits, parts joined by `-`)"));
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../nosecrets-detectors/detectors");
    let path = folder.join(format!("{name}.toml"));
    if path.exists() {
        return Err(format!("{} exists: add a [[detector]] to it", path.display()));
    }
    let env = name.to_uppercase().replace('-', "_");
    fs::write(&path, scaffold(name, &env)).map_err(|error| format!("{}: {error}", path.display()))?;
    println!("wrote {}\nnext: fill it in, then run `cargo xtask codegen`", path.display());
    Ok(())
}

fn scaffold(name: &str, env: &str) -> String {
    format!(
        r#"[provider]
id = "{name}"
name = "{name}"                      # in the vendor's own spelling
url = "https://{name}.example/docs"  # the vendor's page on its credentials
category = "developer"               # what the service is: gives the way out of a leak
# console = "https://…"              # the page on which keys are managed
# A provider that many use gets a way out of its own: see [provider.remediation] in the README.

[[detector]]
id = "{name}-api-key"
title = "{name} API key"
env = "{env}_API_KEY"
pattern = '{name}_[0-9A-Za-z]{{32}}'
severity = "high"                    # critical | high | medium | low
confidence = "high"                  # high | medium | low
positive = ["{name}_{{alnum:32}}", "{name}_{{alnum:32}}"]
negative = ["{name}_{{alnum:31}}", "{name}-{{alnum:32}}"]
"#
    )
}
