//! What the tests of the workspace share.

// The notation of templates is written for a test target of ours.
extern crate self as nosecrets_tests;

pub mod corpus;
pub mod leaks;
#[path = "../tests/rules/notation.rs"]
#[expect(dead_code, reason = "the corpus does not ask what was drawn")]
mod notation;
pub mod reference;
pub mod targets;
pub mod tokens;

/// A token of our own kind, which opens nothing and is always found.
///
/// It is put together when the test runs, in a way that no folding sees
/// through: a scan of this repository must not find it.
#[must_use]
pub fn canary() -> String {
    format!("{}{}", canary_prefix(), "tbl9pxm3wkv0rz7q".chars().rev().collect::<String>())
}

/// The part that all such tokens begin with.
#[must_use]
pub fn canary_prefix() -> String {
    "_yranac_sterceson".chars().rev().collect()
}

/// Id of the rule that a finding is of.
#[must_use]
pub fn rule_id(finding: &nosecrets_engine::Finding) -> &'static str {
    finding.rule().id()
}
