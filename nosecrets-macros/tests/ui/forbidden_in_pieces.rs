//! A key in fragments.
#[nosecrets::forbid_secrets]
pub const TOKEN: &str = concat!("nosecrets_canary_", "q7zr0vkw3mxp9lbt");

fn main() {}
