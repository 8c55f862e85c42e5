//! `cargo nosecrets rules …`: detectors of one's own.

use std::path::PathBuf;

/// What is done with them.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum RulesCommand {
    /// Check the `[[detector]]`s of a settings file: patterns, examples, clashes
    Check {
        /// The file; the nosecrets.toml that a scan would use, if none is given
        file: Option<PathBuf>,
    },
    /// Translate the rules of another tool: a gitleaks or betterleaks TOML, or a kingfisher YAML
    Import {
        /// The file to translate
        file: PathBuf,
        /// File to write the detectors to; standard output, if none is given
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}
