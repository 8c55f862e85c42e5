//! Names of headers, and values of theirs that are no secret.

use http::header::{HeaderName, HeaderValue, WWW_AUTHENTICATE};

pub const API_KEY_HEADER: &str = "x-api-key";
pub const TOKEN_HEADER: &str = "X-Vault-Token";
pub const AUTH_HEADER: HeaderName = HeaderName::from_static("x-amz-security-token");
pub const CSRF_TOKEN_HEADER: &str = "X-CSRF-Token";
pub const AUTH_SCHEME: &str = "Bearer ";

fn reply(headers: &mut HeaderMap) {
    headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"api\", error=\"invalid_token\""));
    headers.insert("x-api-key", key_from_environment());
    let authorization = headers.get("Authorization").and_then(|value| value.strip_prefix("Bearer "));
    let accepts = client().header("Accept", "application/vnd.github+json").header("X-GitHub-Api-Version", "2022-11-28");
}
