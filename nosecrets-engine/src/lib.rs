//! From files to findings.
//!
//! The engine never prints and never ends the process. Its folders are the
//! pipeline, and [`scan::Scanner`] reads as the list of its stages:
//!
//! | stage | module |
//! |---|---|
//! | what settings files say | [`settings`] |
//! | which files there are, and what for | [`discover`], `modules` |
//! | a file's bytes, whole or in windows | `source` |
//! | literals and comments of Rust | [`lexer`] |
//! | what is worth parsing | `prefilter`, [`items`] |
//! | names around a literal, and folded literals | `syntax` |
//! | names around a value in text | `text` |
//! | which detectors there are, built in and the user's | [`detectors`], [`own`] |
//! | the names of rules, for settings and suppressions | [`rule_names`] |
//! | value → matches | `detect` |
//! | keys whose lines stand in comments or literals | `armour` |
//! | what the code does with values | `event`, [`rules`] |
//! | an identifier and its secret, one finding | `pairs` |
//! | one file: matches → detections → findings | `rust`, `text_file`, `detection`, `file` |
//! | what the user has accepted | `suppress` |
//! | what is not ours, made harmless to show | [`visible`] |
//! | what need not be looked at again | [`cache`], `neighbours` |

mod armour;
pub mod baseline;
pub mod cache;
pub mod config;
pub mod contexts;
mod detect;
mod detection;
pub mod detectors;
pub mod discover;
pub mod error;
mod event;
mod file;
mod file_scan;
pub mod finding;
mod fitting;
mod generated;
pub mod items;
pub mod lexer;
pub mod literal;
pub mod location;
pub mod masks;
mod modules;
mod neighbours;
pub mod own;
mod pairs;
mod pare;
mod plausible;
mod prefilter;
mod problem;
pub mod report;
mod role;
pub mod rule;
pub mod rule_names;
pub mod rules;
mod rust;
pub mod scan;
pub mod settings;
pub mod shard;
pub mod shown;
mod source;
mod spans;
mod suppress;
mod syntax;
mod text;
mod text_file;
pub mod visible;
mod wanted;
mod words;

#[cfg(feature = "bench")]
#[doc(hidden)]
pub use syntax::bench;

pub use config::{Config, Level, Levels};
pub use contexts::Contexts;
pub use detectors::Detectors;
pub use finding::{Finding, Label, Status};
#[doc(hidden)]
pub use fitting::codegen::table_source;
pub use report::Report;
pub use rule::Rule;
pub use scan::Scanner;
