//! Regular expressions and globs about secrets.

pub const PASSWORD_PATTERN: &str = r"^(?=.*[A-Z])(?=.*\d)[A-Za-z\d@$!%*?&]{12,}$";
pub const API_KEY_PATTERN: &str = "(?i)api[_-]?key\\s*[:=]\\s*['\"]?([a-z0-9]{32,45})['\"]?";
pub const TOKEN_REGEX: &str = r"gh[pousr]_[A-Za-z0-9]{36}";
pub const SECRET_GLOB: &str = "**/*.secret.{json,yaml}";

fn redact(text: &str) -> String {
    let private_key = Regex::new("-----BEGIN [A-Z ]*PRIVATE KEY-----").unwrap();
    let token = Regex::new(r"Bearer\s+[\w.~+/-]+=*").unwrap();
    token.replace_all(text, "Bearer [redacted]").into_owned()
}
