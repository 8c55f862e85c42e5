//! What stands where a secret will be.

pub const API_KEY: &str = "your-api-key-here";
pub const CLIENT_SECRET: &str = "<client-secret>";
pub const TOKEN: &str = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
pub const DB_PASSWORD: &str = "";
pub const SECRET: &str = "REPLACE_ME";
pub const STRIPE_KEY: &str = "sk_live_xxxxxxxxxxxxxxxxxxxxxxxx";
pub const GITHUB_TOKEN: &str = "ghp_...";
pub const OPENAI_API_KEY: &str = "sk-your-key";
pub const MASKED_PASSWORD: &str = "********";
pub const REDACTED_TOKEN: &str = "[REDACTED]";
