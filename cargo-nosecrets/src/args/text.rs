//! What `--help` says beside the options.

pub(super) const ABOUT: &str = "\
Find hard-coded credentials in Rust crates.

Without PATHS it asks cargo for the packages and looks at all their files; with PATHS, or \
outside a cargo project, it looks at files and folders only. Nothing is sent anywhere, and no \
credential is ever shown.

Findings are written to standard output; progress, warnings and the summary to standard error.";

pub(super) const AFTER_HELP: &str = "\
Exit codes:
  0  nothing was found, or only warnings
  1  at least one finding of level deny
  2  bad arguments or settings, or a file could not be read
  130  ended by Ctrl-C

Rules are named by id (see --list), by provider, by group (`credential`, `identifier`) or `all`.
`-D warnings` turns every warning into an error. A later option wins over an earlier one, and a
rule over its provider, group and `all`.";
