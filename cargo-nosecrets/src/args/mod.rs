//! The command line.
//!
//! It has cargo's own options, so that rust-analyzer, scripts and anyone used to `cargo check` can
//! use `cargo nosecrets`.

mod levels;
mod list;
mod rules;
mod shard;
mod text;

use std::ffi::OsString;
use std::path::PathBuf;

use nosecrets_engine::shard::Shard;

use clap::{CommandFactory, FromArgMatches, Parser, ValueEnum};

use crate::config::size;

pub(crate) use list::{ListArgs, TierArg};
pub(crate) use rules::RulesCommand;
pub(crate) use shard::parse as parse_shard;

/// Find hard-coded credentials in Rust crates
#[derive(Debug, Parser)]
#[command(
    name = "cargo-nosecrets",
    bin_name = "cargo nosecrets",
    version,
    long_about = text::ABOUT,
    after_help = text::AFTER_HELP,
    styles = clap_cargo::style::CLAP_STYLING,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub(crate) struct Args {
    /// Files and folders to scan, without querying cargo; `-` is standard input
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,

    /// Explain a rule, provider or notice, and what to do about a leak
    #[arg(long, value_name = "RULE", conflicts_with_all = ["paths", "list"])]
    pub(crate) explain: Option<String>,

    /// List all rules, or those that match TEXT
    #[arg(long, value_name = "TEXT", num_args = 0..=1, conflicts_with = "paths")]
    pub(crate) list: Option<Option<String>>,

    #[command(flatten)]
    pub(crate) which: ListArgs,
    #[command(flatten)]
    pub(crate) packages: PackageArgs,
    #[command(flatten)]
    pub(crate) targets: TargetArgs,
    #[command(flatten)]
    pub(crate) levels: LevelArgs,
    #[command(flatten)]
    pub(crate) files: FileArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) cargo: CargoArgs,
    #[command(subcommand)]
    pub(crate) command: Option<Subcommand>,
}

/// Everything but a scan.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Subcommand {
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Merge JSON or SARIF reports into the one that a single run would have written
    Merge {
        /// The reports to merge
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// File to write to [default: standard output]
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Check custom detectors, or translate those of other tools
    Rules {
        /// What to do
        #[command(subcommand)]
        command: RulesCommand,
    },
}

/// Selection of packages.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Packages")]
pub(crate) struct PackageArgs {
    /// Package to scan: name, name@version, glob or full package id
    #[arg(short, long = "package", value_name = "SPEC", conflicts_with = "paths")]
    pub(crate) package: Vec<String>,

    /// Scan all packages of the workspace, and everything else in its folder
    #[arg(long, alias = "all", conflicts_with = "paths")]
    pub(crate) workspace: bool,

    /// Package to leave out
    #[arg(long, value_name = "SPEC", requires = "workspace")]
    pub(crate) exclude: Vec<String>,

    /// Path to Cargo.toml
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,
}

/// Selection of targets; by default, every file of a package.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Targets (default: every file of the package)")]
pub(crate) struct TargetArgs {
    /// Only the library
    #[arg(long)]
    pub(crate) lib: bool,
    /// Only binaries
    #[arg(long)]
    pub(crate) bins: bool,
    /// Only this binary
    #[arg(long, value_name = "NAME")]
    pub(crate) bin: Vec<String>,
    /// Only examples
    #[arg(long)]
    pub(crate) examples: bool,
    /// Only this example
    #[arg(long, value_name = "NAME")]
    pub(crate) example: Vec<String>,
    /// Only integration tests
    #[arg(long)]
    pub(crate) tests: bool,
    /// Only this integration test
    #[arg(long, value_name = "NAME")]
    pub(crate) test: Vec<String>,
    /// Only benchmarks
    #[arg(long)]
    pub(crate) benches: bool,
    /// Only this benchmark
    #[arg(long, value_name = "NAME")]
    pub(crate) bench: Vec<String>,
    /// Every file; the default
    #[arg(long)]
    pub(crate) all_targets: bool,
}

/// Levels of rules.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Levels")]
pub(crate) struct LevelArgs {
    /// Fail on this rule, provider, group, `all` or `warnings`
    #[arg(short = 'D', long = "deny", value_name = "NAME")]
    deny: Vec<String>,
    /// Report it without failing
    #[arg(short = 'W', long = "warn", value_name = "NAME")]
    warn: Vec<String>,
    /// Do not report it
    #[arg(short = 'A', long = "allow", value_name = "NAME")]
    allow: Vec<String>,
    /// Let rules guess in tests, examples and generated code too
    #[arg(long)]
    pub(crate) all_contexts: bool,
    /// Report only tokens of known kinds, and apply no rule about what the code does
    #[arg(long, conflicts_with = "all_contexts")]
    pub(crate) detectors_only: bool,

    /// All level options in command-line order.
    #[arg(skip)]
    pub(crate) ordered: Vec<(nosecrets_engine::Level, String)>,
}

/// Selection of files, and how they are read.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Files")]
pub(crate) struct FileArgs {
    /// Settings file to use in place of nosecrets.toml and Cargo.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Leave out matching files; relative to the current folder
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude_path: Vec<String>,
    /// Scan what is staged in git instead of the files in the folder
    #[arg(long, conflicts_with_all = ["paths", "package", "workspace", "manifest_path", "no_ignore"])]
    pub(crate) staged: bool,
    /// Scan files that git ignores too
    #[arg(long)]
    pub(crate) no_ignore: bool,
    /// Leave out files larger than this, such as 500K or 10M
    #[arg(long, value_name = "SIZE", value_parser = size::parse)]
    pub(crate) max_file_size: Option<u64>,
    /// Scan one of N shards of the files, such as 1/3; `merge` joins the reports
    #[arg(long, value_name = "K/N", value_parser = shard::parse, conflicts_with = "staged")]
    pub(crate) shard: Option<Shard>,
    /// JSON or SARIF report of an earlier run; its findings do not count again
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Folder for the cache [default: nosecrets in the user's cache folder]
    #[arg(long, value_name = "DIR")]
    pub(crate) cache_dir: Option<PathBuf>,
    /// Scan every file, and cache nothing
    #[arg(long, conflicts_with = "cache_dir")]
    pub(crate) no_cache: bool,
    /// Number of threads; 0 means one per processor
    #[arg(short = 'j', long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(crate) threads: usize,
}

/// Selection of the output.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArgs {
    /// Format of the report
    #[arg(long, value_enum, conflicts_with = "message_format")]
    format: Option<Format>,
    /// Format of the report, with cargo's names; `json` writes cargo's messages
    #[arg(long, value_name = "FORMAT", value_enum, value_delimiter = ',')]
    message_format: Vec<MessageFormat>,
    /// File to write the report to; replaced only when the report is complete
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN")]
    pub(crate) color: Option<Color>,
    /// Write only findings
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Name what was skipped or suppressed, and show more about each finding
    #[arg(short, long)]
    pub(crate) verbose: bool,
    /// Show the evidence for and against each guessed finding
    #[arg(long)]
    pub(crate) explain_finding: bool,
}

/// cargo's options that have no effect on a scan, accepted so that cargo's command lines work.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Passed to cargo, or ignored: every file is read, whatever the features are")]
pub(crate) struct CargoArgs {
    /// Features to enable
    #[arg(long, short = 'F', value_name = "FEATURES", hide_short_help = true)]
    features: Vec<String>,
    /// Enable all features
    #[arg(long, hide_short_help = true)]
    all_features: bool,
    /// Do not enable default features
    #[arg(long, hide_short_help = true)]
    no_default_features: bool,
    /// Platform to build for
    #[arg(long, value_name = "TRIPLE", hide_short_help = true)]
    target: Vec<String>,
    /// Folder to build in
    #[arg(long, value_name = "DIR", hide_short_help = true)]
    target_dir: Option<PathBuf>,
    /// Continue after a failure
    #[arg(long, hide_short_help = true)]
    keep_going: bool,
    /// Do not change Cargo.lock
    #[arg(long, hide_short_help = true)]
    locked: bool,
    /// Do not use the network
    #[arg(long, hide_short_help = true)]
    offline: bool,
    /// Same as --locked and --offline
    #[arg(long, hide_short_help = true)]
    frozen: bool,
}

/// Values of `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Diagnostics like rustc's
    Human,
    /// One line per finding
    Short,
    /// One JSON document, see docs/json-output.md
    Json,
    /// SARIF 2.1.0
    Sarif,
}

/// Values of `--message-format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MessageFormat {
    Human,
    Short,
    /// Cargo's messages, one JSON object per line
    Json,
    JsonDiagnosticShort,
    JsonDiagnosticRenderedAnsi,
    JsonRenderDiagnostics,
}

/// Values of `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// The format of the report, whichever option selected it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Human,
    Short,
    Json,
    Sarif,
    Cargo(Rendered),
}

/// How cargo's messages are rendered for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Rendered {
    /// One line instead of a source excerpt.
    pub(crate) short: bool,
    /// With colours.
    pub(crate) ansi: bool,
    /// Rendered to standard error instead of into the messages.
    pub(crate) apart: bool,
}

impl OutputArgs {
    /// The selected format.
    pub(crate) fn form(&self) -> Form {
        match self.format {
            Some(Format::Short) => Form::Short,
            Some(Format::Json) => Form::Json,
            Some(Format::Sarif) => Form::Sarif,
            Some(Format::Human) => Form::Human,
            None => self.message_form(),
        }
    }

    fn message_form(&self) -> Form {
        let asked = |format| self.message_format.contains(&format);
        let rendered = Rendered {
            short: asked(MessageFormat::JsonDiagnosticShort),
            ansi: asked(MessageFormat::JsonDiagnosticRenderedAnsi),
            apart: asked(MessageFormat::JsonRenderDiagnostics),
        };
        if asked(MessageFormat::Json) || rendered != Rendered::default() {
            Form::Cargo(rendered)
        } else if asked(MessageFormat::Short) {
            Form::Short
        } else {
            Form::Human
        }
    }
}

impl CargoArgs {
    /// Options to pass on to `cargo metadata`.
    pub(crate) fn for_metadata(&self) -> Vec<String> {
        let flags = [(self.locked, "--locked"), (self.offline, "--offline"), (self.frozen, "--frozen")];
        flags.iter().filter(|(given, _)| *given).map(|(_, flag)| (*flag).to_owned()).collect()
    }
}

/// Parses the command line.
///
/// # Errors
/// If it is invalid, or requests help or the version.
pub(crate) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Args, clap::Error> {
    let mut command = command();
    let matches = command.try_get_matches_from_mut(without_subcommand(args))?;
    let mut args = Args::from_arg_matches(&matches).map_err(|error| error.format(&mut command))?;
    args.levels.ordered = levels::ordered(&matches);
    Ok(args)
}

/// The command line as a clap command.
pub(crate) fn command() -> clap::Command {
    Args::command()
}

/// Drops the subcommand's name: `cargo nosecrets` runs `cargo-nosecrets nosecrets`. A second
/// `nosecrets` is a path.
fn without_subcommand(args: impl IntoIterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    let is_subcommand = |(at, arg): &(usize, OsString)| *at == 1 && arg == "nosecrets";
    args.into_iter().enumerate().filter(move |arg| !is_subcommand(arg)).map(|(_, arg)| arg)
}
