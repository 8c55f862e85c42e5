//! The command line.
//!
//! It has cargo's own options, so that rust-analyzer, scripts and fingers that
//! know `cargo check` know `cargo nosecrets`.

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
    /// Files and folders to look at, without asking cargo; `-` is standard input
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,

    /// Say all about a rule, a provider or a notice, and what to do about a leak
    #[arg(long, value_name = "RULE", conflicts_with_all = ["paths", "list"])]
    pub(crate) explain: Option<String>,

    /// List all rules, or those that TEXT names
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

/// What is no scan.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Subcommand {
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Join reports, JSON or SARIF, into what one run would have written
    Merge {
        /// The reports
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// File to write to; standard output, if none is given
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Check detectors of your own, or translate those of other tools
    Rules {
        /// What to do with them
        #[command(subcommand)]
        command: RulesCommand,
    },
}

/// Which packages.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Packages")]
pub(crate) struct PackageArgs {
    /// Package to look at: name, name@version, glob or full package id
    #[arg(short, long = "package", value_name = "SPEC", conflicts_with = "paths")]
    pub(crate) package: Vec<String>,

    /// Look at all packages of the workspace, and at what else is in its folder
    #[arg(long, alias = "all", conflicts_with = "paths")]
    pub(crate) workspace: bool,

    /// Package to leave out
    #[arg(long, value_name = "SPEC", requires = "workspace")]
    pub(crate) exclude: Vec<String>,

    /// Path to Cargo.toml
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,
}

/// Which targets; without any, every file of a package.
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
    /// Every file, as without any of these
    #[arg(long)]
    pub(crate) all_targets: bool,
}

/// How loud each rule is.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Levels")]
pub(crate) struct LevelArgs {
    /// Fail on this rule, provider, group, `all` or `warnings`
    #[arg(short = 'D', long = "deny", value_name = "NAME")]
    deny: Vec<String>,
    /// Report it, but do not fail
    #[arg(short = 'W', long = "warn", value_name = "NAME")]
    warn: Vec<String>,
    /// Do not report it
    #[arg(short = 'A', long = "allow", value_name = "NAME")]
    allow: Vec<String>,
    /// Report what only looks like a secret in tests, examples and generated code too
    #[arg(long)]
    pub(crate) all_contexts: bool,
    /// Report tokens of known kinds only; no rule about what the code does is applied
    #[arg(long, conflicts_with = "all_contexts")]
    pub(crate) detectors_only: bool,

    /// All of them in the order in which they were given.
    #[arg(skip)]
    pub(crate) ordered: Vec<(nosecrets_engine::Level, String)>,
}

/// Which files, and how they are read.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Files")]
pub(crate) struct FileArgs {
    /// Settings to use instead of the nosecrets.toml and Cargo.toml that are found
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Leave out files that match; relative to the current folder
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude_path: Vec<String>,
    /// Look at what is staged in git, as a commit would have it, instead of the files in the folder
    #[arg(long, conflicts_with_all = ["paths", "package", "workspace", "manifest_path", "no_ignore"])]
    pub(crate) staged: bool,
    /// Look also at files that git ignores
    #[arg(long)]
    pub(crate) no_ignore: bool,
    /// Leave out files larger than this, such as 500K or 10M
    #[arg(long, value_name = "SIZE", value_parser = size::parse)]
    pub(crate) max_file_size: Option<u64>,
    /// Look at one of N shares of the files, such as 1/3; `merge` joins the reports
    #[arg(long, value_name = "K/N", value_parser = shard::parse, conflicts_with = "staged")]
    pub(crate) shard: Option<Shard>,
    /// Report of an earlier run, JSON or SARIF: what it has does not count again
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Folder for what is known of files from earlier runs [default: nosecrets in the user's cache folder]
    #[arg(long, value_name = "DIR")]
    pub(crate) cache_dir: Option<PathBuf>,
    /// Look at every file anew, and remember nothing
    #[arg(long, conflicts_with = "cache_dir")]
    pub(crate) no_cache: bool,
    /// Number of threads; 0 for one per processor
    #[arg(short = 'j', long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(crate) threads: usize,
}

/// What is written, how and where.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArgs {
    /// Form of the report
    #[arg(long, value_enum, conflicts_with = "message_format")]
    format: Option<Format>,
    /// Form of the report in cargo's words; `json` gives cargo's messages
    #[arg(long, value_name = "FORMAT", value_enum, value_delimiter = ',')]
    message_format: Vec<MessageFormat>,
    /// File to write the report to; replaced only when the report is whole
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN")]
    pub(crate) color: Option<Color>,
    /// Write findings only
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Name skipped and suppressed things, and say more of each finding
    #[arg(short, long)]
    pub(crate) verbose: bool,
    /// Say of each finding that is a guess what spoke for and against it
    #[arg(long)]
    pub(crate) explain_finding: bool,
}

/// Options of cargo, taken so that whoever passes them need not know better.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Passed to cargo, or ignored: every file is read, whatever the features")]
pub(crate) struct CargoArgs {
    /// Features to build with
    #[arg(long, short = 'F', value_name = "FEATURES", hide_short_help = true)]
    features: Vec<String>,
    /// All features
    #[arg(long, hide_short_help = true)]
    all_features: bool,
    /// No default features
    #[arg(long, hide_short_help = true)]
    no_default_features: bool,
    /// Platform to build for
    #[arg(long, value_name = "TRIPLE", hide_short_help = true)]
    target: Vec<String>,
    /// Folder to build in
    #[arg(long, value_name = "DIR", hide_short_help = true)]
    target_dir: Option<PathBuf>,
    /// Go on after a failure
    #[arg(long, hide_short_help = true)]
    keep_going: bool,
    /// Do not change Cargo.lock
    #[arg(long, hide_short_help = true)]
    locked: bool,
    /// Stay off the network
    #[arg(long, hide_short_help = true)]
    offline: bool,
    /// As --locked and --offline
    #[arg(long, hide_short_help = true)]
    frozen: bool,
}

/// Values of `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// As rustc writes diagnostics
    Human,
    /// One line each
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
    /// Cargo's messages, one JSON object a line
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

/// The form of a report, in whichever words it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Human,
    Short,
    Json,
    Sarif,
    Cargo(Rendered),
}

/// What cargo's messages say for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Rendered {
    /// One line instead of an excerpt.
    pub(crate) short: bool,
    /// With colours.
    pub(crate) ansi: bool,
    /// For standard error, instead of in the messages.
    pub(crate) apart: bool,
}

impl OutputArgs {
    /// The form that was asked for.
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
    /// What `cargo metadata` is told.
    pub(crate) fn for_metadata(&self) -> Vec<String> {
        let flags = [(self.locked, "--locked"), (self.offline, "--offline"), (self.frozen, "--frozen")];
        flags.iter().filter(|(given, _)| *given).map(|(_, flag)| (*flag).to_owned()).collect()
    }
}

/// Reads the command line.
///
/// # Errors
/// If it is wrong, or asks for help or the version.
pub(crate) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Args, clap::Error> {
    let mut command = command();
    let matches = command.try_get_matches_from_mut(without_subcommand(args))?;
    let mut args = Args::from_arg_matches(&matches).map_err(|error| error.format(&mut command))?;
    args.levels.ordered = levels::ordered(&matches);
    Ok(args)
}

/// The command line as clap sees it.
pub(crate) fn command() -> clap::Command {
    Args::command()
}

/// `cargo nosecrets` runs `cargo-nosecrets nosecrets`; a second `nosecrets` is a path.
fn without_subcommand(args: impl IntoIterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    let is_subcommand = |(at, arg): &(usize, OsString)| *at == 1 && arg == "nosecrets";
    args.into_iter().enumerate().filter(move |arg| !is_subcommand(arg)).map(|(_, arg)| arg)
}
