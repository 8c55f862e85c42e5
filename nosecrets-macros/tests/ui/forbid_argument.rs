//! An argument where there is none.
#[nosecrets::forbid_secrets(strict)]
pub const NAME: &str = "client";

fn main() {}
