//! Detectors of users: the `[[detector]]`s of a `nosecrets.toml`.
//!
//! They are data as those that are built in are, compiled and checked as the
//! codegen does it, and searched for after them.
//!
//! * [`written`]: the tables of a file, with their places
//! * [`check`]: what is wrong with them, and whom they clash with
//! * [`Own`]: the detectors, if they are in order
//! * `regexes`, `around`: those that have a regex instead of a pattern

pub(crate) mod around;
pub mod check;
mod examples;
pub(crate) mod regexes;
mod remark;
pub(crate) mod set;
pub mod written;

use std::path::Path;
use std::sync::Arc;

use crate::detectors::Detectors;
use crate::problem::Problem;

pub use set::Own;

/// Reads and checks the detectors in the text of the `nosecrets.toml` at `path`.
///
/// A text that is no TOML has none: whoever reads its other settings says so.
///
/// # Errors
/// Every mistake in them.
pub fn read(path: &Path, text: &Arc<str>) -> Result<Detectors, Vec<Problem>> {
    if !written::are_in(text) {
        return Ok(Detectors::default());
    }
    let problem = |at, title: String| Problem::new(path, Arc::clone(text), at, title, "");
    let written = written::parse(text).map_err(|(at, title)| vec![problem(at, title)])?;
    check::check(&written).map(Detectors::from).map_err(|wrong| wrong.problems(path, text, &written))
}
