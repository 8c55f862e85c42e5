//! Code that hides secrets, and its names.

pub const REDACTED_KEYS: &[&str] = &["password", "secret", "token", "api_key", "authorization", "private_key"];

fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "password" || name == "client_secret" || name.ends_with("_token") || name.contains("api_key")
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("user", &self.user).field("password", &"<hidden>").finish()
    }
}
