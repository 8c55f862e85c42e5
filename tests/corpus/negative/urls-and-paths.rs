//! Addresses and paths in which there is no secret.

pub const TOKEN_URL: &str = "https://login.example.net/oauth2/v2.0/token";
pub const SECRET_ENDPOINT: &str = "https://vault.example.net/v1/secret/data/app";
pub const PASSWORD_RESET_URL: &str = "https://app.example.net/account/password/reset?step=1&lang=en";
pub const CREDENTIALS_PATH: &str = "/var/run/secrets/kubernetes.io/serviceaccount/token";
pub const PRIVATE_KEY_FILE: &str = "config/keys/server-private.pem";
pub const API_KEY_DOCS: &str = "https://docs.example.net/reference/api-keys#rotation";

fn open() {
    let password_file = "C:\\ProgramData\\app\\password.txt";
    let token_url = format!("https://{}/token", host());
    let database = "postgres://localhost/app";
    let cache = "redis://cache.internal.example.net:6379/0";
    let user_only = "ssh://git@git.example.net/team/app.git";
    let placeholder = "postgres://{user}:{password}@@{}{host}/{name}";
    let from_shell = "postgres://app:${DB_PASSWORD}@db/app";
    let in_brackets = "https://<user>:<password>@example.net";
}
