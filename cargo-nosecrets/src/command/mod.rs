//! The subcommands, one module each.

pub(crate) mod completions;
pub(crate) mod explain;
pub(crate) mod list;
pub(crate) mod merge;
pub(crate) mod rules;
pub(crate) mod scan;
