//! Loads the folder of detectors' files.

use std::fs;
use std::path::Path;

use super::category::{self, Generics};
use super::schema::{self, File};

/// Reads all files of a folder, sorted by provider.
///
/// # Errors
/// One message for each file that cannot be read or does not follow the schema.
pub fn load(folder: &Path) -> Result<Vec<File>, Vec<String>> {
    let entries = fs::read_dir(folder).map_err(|error| vec![format!("{}: {error}", folder.display())])?;
    let mut paths: Vec<_> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    let mut files = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        match load_file(&path) {
            Ok(file) => files.push(file),
            Err(error) => errors.push(format!("{}: {error}", path.display())),
        }
    }
    files.sort_by(|a, b| a.provider.id.cmp(&b.provider.id));
    if errors.is_empty() {
        Ok(files)
    } else {
        Err(errors)
    }
}

/// Reads one file. Its name must be the provider's id.
///
/// # Errors
/// If it cannot be read, does not follow the schema, or has another name.
pub fn load_file(path: &Path) -> Result<File, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let file = schema::parse(&text)?;
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if name != file.provider.id {
        return Err(format!("provider.id is `{}` but the file is named `{name}`", file.provider.id));
    }
    Ok(file)
}

/// Reads the remediation of every category.
///
/// # Errors
/// If the file cannot be read or does not follow the schema.
pub fn generics(path: &Path) -> Result<Generics, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string());
    text.and_then(|text| category::parse(&text)).map_err(|error| format!("{}: {error}", path.display()))
}
