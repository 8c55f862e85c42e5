//! Kinds of credential as data, and matching of one value against them.
//!
//! This crate is pure: no I/O, no clock, no dependencies. The proc macros, the
//! `build.rs` check and `cargo nosecrets` all run the programs in
//! [`BUILTIN`], so a literal that one of them refuses all of them refuse. Only
//! `env_secret!` does without the feature `validators`: what has the shape of a token
//! is no name of a place, whatever its checksum.
//!
//! * [`detector`]: what a detector is, and its axes (tier, severity, confidence)
//! * [`program`], [`matcher`]: patterns compiled at development time, and how they run
//! * [`catalogue`]: many detectors and their index, in a table
//! * [`segment`]: which shapes a run of bytes may have at all
//! * [`search`]: a value, read once, → the tokens in it that have a detector's shape
//! * [`judge`]: what else must hold for such a token to be a credential
//! * [`context`]: the names around a value, which contextual detectors ask for
//! * [`entropy`], [`placeholder`]: evidence that a token is none
//! * [`check`], `validator`: checksums and self-describing structures
//! * [`nearest`]: which known name a mistyped one was meant to be
//! * [`sensitive`]: the only ways in which a value can be held and shown

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

/// The detectors that come with the crate.
///
/// `cargo xtask codegen` makes the table of the files in `detectors/`.
pub static BUILTIN: Catalogue = Catalogue::new(include_bytes!("table.bin"), include_str!("table.txt"));
