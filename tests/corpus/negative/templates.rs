//! Texts into which a secret is put later.

pub const SECRET_TEMPLATE: &str = "{prefix}-{environment}-{name}";
pub const TOKEN_FORMAT: &str = "{}.{}.{}";
pub const PASSWORD_VARIABLE: &str = "${DB_PASSWORD}";
pub const API_KEY_MUSTACHE: &str = "{{ secrets.API_KEY }}";
pub const TOKEN_SHELL: &str = "$(cat /run/secrets/token)";

fn header(token: &str) -> String {
    let authorization = format!("Bearer {token}");
    let dsn = format!("host={} user={} password={}", host(), user(), password());
    let secret_name = format!("projects/{}/secrets/{}", project(), name());
    authorization + &dsn + &secret_name
}
