//! Tokens of the right shape of which the checksum is wrong, or a piece is missing.

pub const SHORT: &str = "@{github-personal-access-token|without-last}";
pub const WRONG: &str = "@{github-personal-access-token#2|another-last}";
pub const PREFIX: &str = "ghp_";
pub const HEADER: &str = "-----BEGIN PRIVATE KEY-----";
