//! Constants that hold the name of something secret, not the secret.

pub const AWS_SECRET_ACCESS_KEY: &str = "AWS_SECRET_ACCESS_KEY";
pub const API_KEY: &str = "api_key";
pub const PASSWORD: &str = "password";
pub const CLIENT_SECRET: &str = "client-secret";
pub const ACCESS_TOKEN_FIELD: &str = "accessToken";
pub const JWT_SECRET_ENV: &str = "JWT_SECRET";
pub static REFRESH_TOKEN: &str = "refresh_token";

fn read() -> Option<String> {
    let secret_name = "PROD_DB_PASSWORD";
    let token_key = "session.token";
    std::env::var(secret_name).or_else(|_| std::env::var(token_key)).ok()
}
