//! What the vendors' own pages use as examples.

pub const AWS_ACCESS_KEY_ID: &str = "AKIA@{}IOSFODNN7EXAMPLE";
pub const AWS_SECRET_ACCESS_KEY: &str = "wJalrXUtnFEMI/K7MDENG/@{}bPxRfiCYEXAMPLEKEY";
pub const MNEMONIC: &str = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
