//! From files to findings.
//!
//! The engine never prints and never ends the process. Its folders are the
//! pipeline, and [`scan::Scanner`] reads as the list of its stages:
//!
//! | stage | module |
//! |---|---|
//! | which files there are, and what for | [`discover`], `modules` |
//! | a file's bytes, whole or in windows | `source` |
//! | literals and comments of Rust | [`lexer`] |
//! | what is worth parsing | `prefilter`, [`items`] |
//! | names around a literal, and folded literals | `syntax` |
//! | names around a value in text | `text` |
//! | value → matches | `detect` |
//! | keys whose lines stand in comments or literals | `armour` |
//! | what the code does with values | `event`, [`rules`] |
//! | an identifier and its secret, one finding | `pairs` |
//! | one file: matches → findings | `file`, `rust`, `text_file` |
//! | what the user has accepted | `suppress` |

mod armour;
pub mod config;
pub mod contexts;
mod detect;
pub mod discover;
pub mod error;
mod event;
mod file;
pub mod finding;
mod generated;
pub mod items;
pub mod lexer;
pub mod literal;
pub mod location;
mod modules;
mod pairs;
mod prefilter;
pub mod report;
pub mod rule;
pub mod rules;
mod rust;
pub mod scan;
mod source;
mod suppress;
mod syntax;
mod text;
mod text_file;

pub use config::{Config, Level, Levels};
pub use contexts::Contexts;
pub use finding::{Finding, Label, Status};
pub use report::Report;
pub use rule::Rule;
pub use scan::Scanner;
