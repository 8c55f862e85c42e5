//! `cargo metadata`.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use cargo_metadata::{Metadata, MetadataCommand};
use nosecrets_engine::masks;

use crate::args::Args;
use crate::environment::Environment;
use crate::error::Error;
use crate::output::text;

/// Cargo's metadata of the workspace that `manifest` belongs to; `None` if there is no cargo.
///
/// # Errors
/// In cargo's own words, if it cannot read the manifest.
pub(super) fn metadata(manifest: &Path, args: &Args, environment: &Environment) -> Result<Option<Metadata>, Error> {
    let mut command = MetadataCommand::new();
    command
        .cargo_path(environment.cargo.clone().unwrap_or_else(|| "cargo".into()))
        .current_dir(&environment.cwd)
        .manifest_path(manifest)
        // Only the workspace is scanned: no dependency is needed, and no network.
        .no_deps()
        .other_options(args.cargo.for_metadata());
    match command.exec() {
        Ok(metadata) => Ok(Some(metadata)),
        Err(cargo_metadata::Error::Io(source)) if source.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failure(manifest, &error)),
    }
}

fn failure(manifest: &Path, error: &cargo_metadata::Error) -> Error {
    let said = match error {
        cargo_metadata::Error::CargoMetadata { stderr } => stderr.clone(),
        other => other.to_string(),
    };
    // Cargo quotes the manifest, or parts of long lines, and they may contain anything.
    Error::new(format!("cargo cannot read `{}`", text::path(manifest)))
        .note(masks::mask_quoted(said.trim(), &fs::read_to_string(manifest).unwrap_or_default()))
        .help(Some("name files or folders to scan them without cargo: `cargo nosecrets .`"))
}
