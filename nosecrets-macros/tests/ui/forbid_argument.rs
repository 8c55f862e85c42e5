//! An argument for an attribute that takes none.
#[nosecrets::forbid_secrets(strict)]
pub const NAME: &str = "client";

fn main() {}
