//! `cargo nosecrets rules …`: custom detectors.

use std::path::PathBuf;

/// The subcommands of `rules`.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum RulesCommand {
    /// Check the `[[detector]]` tables of a settings file: patterns, examples, conflicts
    Check {
        /// The file [default: the nosecrets.toml that a scan would use]
        file: Option<PathBuf>,
    },
    /// Translate the rules of another tool: a gitleaks or betterleaks TOML, or a kingfisher YAML
    Import {
        /// The file to translate
        file: PathBuf,
        /// File to write the detectors to [default: standard output]
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}
