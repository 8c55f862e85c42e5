//! What development and detectors of users need: reading the files, compiling
//! their patterns, describing them, and making tokens for examples and tests.

mod alphabet;
pub mod build;
pub mod category;
pub mod compile;
pub mod describe;
pub mod forge;
pub mod guard;
pub mod load;
pub mod lock;
mod notation;
pub mod prose;
pub mod regex;
pub mod rng;
pub mod schema;
pub mod table;
pub mod template;
