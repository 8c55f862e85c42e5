//! SQL and other languages in which secrets are columns.

pub const SELECT_PASSWORD: &str = "SELECT password_hash FROM users WHERE email = $1";
pub const INSERT_TOKEN: &str = "INSERT INTO tokens (token, secret, user_id) VALUES ($1, $2, $3)";
pub const TOKEN_TABLE: &str = "refresh_tokens";

async fn rotate(pool: &Pool) {
    let secret_query = "UPDATE apps SET client_secret = $1, rotated_at = now() WHERE id = $2";
    let password_column = "users.password_hash";
    sqlx::query("ALTER USER app WITH PASSWORD $1").execute(pool).await;
    let graph = "mutation Login($password: String!) { login(password: $password) { accessToken } }";
}
