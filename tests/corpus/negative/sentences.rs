//! Texts for people.

pub const PASSWORD_PROMPT: &str = "Enter your password: ";
pub const INVALID_PASSWORD: &str = "The password must have at least 12 characters";
pub const TOKEN_EXPIRED: &str = "Your token has expired, please log in again";
pub const SECRET_HELP: &str = "Path of the file that holds the client secret";

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("invalid password for user {0}")]
    InvalidPassword(String),
    #[error("API key is missing: set SERVICE_API_KEY")]
    MissingApiKey,
}

fn check(password: &str) {
    assert!(!password.is_empty(), "password must not be empty");
    let secret = std::env::var("APP_SECRET").expect("APP_SECRET must be set");
    let password_label = "Password";
    let api_key_hint = "Paste the key from Settings → API keys";
}
