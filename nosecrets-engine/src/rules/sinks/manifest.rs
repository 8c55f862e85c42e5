//! What a package says that it depends on.
//!
//! It is asked only of a value that has reached a sink, which is rare, so the
//! manifest is read anew each time.

use std::path::Path;

/// Whether the manifest of the package around `folder` names one of the crates
/// as a dependency. A manifest that cannot be read names none.
pub(super) fn depends_on(folder: &Path, crates: &[&str]) -> bool {
    crate::neighbours::ask();
    let manifest = folder.ancestors().map(|folder| folder.join("Cargo.toml")).find(|path| path.is_file());
    let text = manifest.and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
    dependencies(&text).any(|name| crates.contains(&name.replace('-', "_").as_str()))
}

/// Names of the dependencies in a manifest: keys of a table of dependencies,
/// and such tables of one dependency each.
fn dependencies(manifest: &str) -> impl Iterator<Item = &str> {
    let mut is_table = false;
    manifest.lines().filter_map(move |line| {
        let line = line.trim();
        let Some(header) = line.strip_prefix('[') else {
            let end = line.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').unwrap_or(0);
            return Some(&line[..end]).filter(|name| is_table && !name.is_empty());
        };
        let header = header.split(']').next().unwrap_or_default();
        is_table = header.ends_with("dependencies");
        header.rsplit_once("dependencies.").map(|(_, name)| name)
    })
}

#[cfg(test)]
mod tests {
    use super::dependencies;

    #[test]
    fn keys_and_tables_of_dependencies_are_names() {
        let manifest = "
            [package]
            name = \"sample\"
            [dependencies]
            aes-gcm = \"0.10\"
            sqlx = { version = \"0.8\" }
            serde.workspace = true
            # none = \"1\"
            [dev-dependencies.octocrab]
            version = \"0.54\"
            [target.'cfg(unix)'.dependencies]
            nix = \"0.30\"
            [features]
            default = []
        ";
        assert_eq!(dependencies(manifest).collect::<Vec<_>>(), ["aes-gcm", "sqlx", "serde", "octocrab", "nix"]);
    }
}
