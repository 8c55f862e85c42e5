//! What is fuzzed: one function for each reader of foreign bytes.
//!
//! A target takes any bytes and panics if what it calls breaks its promise. The
//! fuzzer in `fuzz/` calls them with inputs that it makes up, the tests in
//! `tests/tests/properties/seeds.rs` with the inputs in `fuzz/seeds`.
//!
//! Inputs hold no token: `@{detector-id}` in one is a token drawn when it runs.

mod holes;
mod patterns;
mod readers;
mod rust;
mod scans;

use std::path::PathBuf;

pub use holes::fill;
pub use scans::is_sound;

/// Inputs are cut to this many bytes: what needs more is a question of growth,
/// which `cargo xtask growth` asks.
const MAX_INPUT: usize = 64 << 10;

/// Something that is fuzzed.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Its name, that of its file in `fuzz/fuzz_targets` and its folder of seeds.
    pub name: &'static str,
    /// Takes any bytes.
    pub run: fn(&[u8]),
}

/// All targets, in alphabetical order.
pub const ALL: &[Target] = &[
    Target { name: "cache", run: readers::cache },
    Target { name: "decoder", run: rust::decoder },
    Target { name: "detectors", run: readers::detectors },
    Target { name: "folding", run: scans::folding },
    Target { name: "gitleaks", run: readers::gitleaks },
    Target { name: "items", run: rust::items },
    Target { name: "kingfisher", run: readers::kingfisher },
    Target { name: "lexer", run: rust::lexer },
    Target { name: "matcher", run: patterns::matcher },
    Target { name: "pattern", run: patterns::pattern },
    Target { name: "reports", run: readers::reports },
    Target { name: "settings", run: readers::settings },
    Target { name: "suppressions", run: scans::suppressions },
    Target { name: "text", run: scans::text },
];

/// Runs a target on an input, as fuzzer and tests do.
///
/// # Panics
/// If there is no such target, or it finds a defect.
pub fn run(name: &str, input: &[u8]) {
    let target = ALL.iter().find(|target| target.name == name).unwrap_or_else(|| panic!("no target `{name}`"));
    (target.run)(&input[..input.len().min(MAX_INPUT)]);
}

/// The folder of a target's seeds.
#[must_use]
pub fn seeds(name: &str) -> PathBuf {
    crate::tokens::workspace().join("fuzz/seeds").join(name)
}
