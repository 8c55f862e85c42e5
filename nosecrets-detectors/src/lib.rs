//! Kinds of credential as data, and the matching of one value against them.
//!
//! This crate is pure: no I/O, no clock, no dependencies. The proc macros, the `build.rs` check and
//! `cargo nosecrets` all run the programs in [`BUILTIN`], so they all reject the literals that one
//! of them rejects. Only `env_secret!` does without the feature `validators`: whatever has the
//! shape of a token is not the name of a variable, valid or not.
//!
//! * [`detector`]: the definition of a detector, and its axes (tier, severity, confidence)
//! * [`program`], [`matcher`]: patterns compiled at development time, and their execution
//! * [`catalogue`]: a set of detectors and its index, in a table
//! * [`segment`]: the shapes that a run of bytes may have at all
//! * [`search`]: reads a value once, and finds the tokens in it that have a detector's shape
//! * [`judge`]: decides whether such a token is a credential
//! * [`context`]: the names around a value, which contextual detectors need
//! * [`entropy`], [`placeholder`]: evidence that a token is not a credential
//! * [`check`], `validator`: checksums and self-describing structures
//! * [`nearest`]: suggestions for mistyped names
//! * [`sensitive`]: the only types that hold a value or show it

pub mod catalogue;
pub mod check;
pub mod context;
pub mod detector;
#[cfg(feature = "validators")]
pub mod encoding;
pub mod entropy;
pub mod judge;
pub mod matcher;
pub mod nearest;
pub mod outside;
pub mod placeholder;
pub mod program;
pub mod search;
pub mod segment;
pub mod sensitive;
#[cfg(feature = "spec")]
pub mod spec;
#[cfg(feature = "validators")]
pub mod validator;

pub use catalogue::Catalogue;
pub use check::{Validator, Verdict};
pub use detector::{Audience, Confidence, Detector, Group, Severity, Tier};
pub use judge::Match;
pub use sensitive::{Redacted, Sensitive};

/// The built-in detectors.
///
/// `cargo xtask codegen` generates the table from the files in `detectors/`.
pub static BUILTIN: Catalogue = Catalogue::new(include_bytes!("table.bin"), include_str!("table.txt"));
