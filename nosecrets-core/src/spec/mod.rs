//! What only development needs: reading the detectors' files, compiling their
//! patterns, and making tokens for tests.

pub mod build;
pub mod compile;
pub mod emit;
pub mod forge;
pub mod guard;
pub mod load;
pub mod rng;
pub mod schema;
pub mod template;
