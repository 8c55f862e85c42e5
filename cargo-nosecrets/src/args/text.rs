//! Text of `--help` beside the options.

pub(super) const ABOUT: &str = "\
Find hard-coded credentials in Rust crates.

Without PATHS it gets the packages from cargo and scans all their files. With PATHS, or outside a \
cargo project, it scans files and folders without cargo. Nothing is sent over the network, and no \
credential is ever shown.

Findings are written to standard output; progress, warnings and the summary to standard error.";

pub(super) const AFTER_HELP: &str = "\
Exit codes:
  0  no findings, or only warnings
  1  at least one finding at level deny
  2  bad arguments or settings, or a file could not be read
  130  stopped by Ctrl-C or a signal

Rules are named by id (see --list), by provider, by group (see --group) or `all`.
`-D warnings` turns every warning into an error. A later option overrides an earlier one, and a
rule overrides its provider, group and `all`.";
