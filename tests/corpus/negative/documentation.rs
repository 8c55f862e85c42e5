//! Code and settings that documentation shows.

/// Logs in.
///
/// ```
/// let client = Client::new("user", "password");
/// let api_key = "my-secret-api-key";
/// ```
///
/// ```toml
/// password = "kT9!vq2LmX8w"
/// ```
///
/// Set `DB_PASSWORD=secret` before, or pass `--password hunter2`.
pub fn login(password: &str) {}

// let password = "hunter2";
/* token: "abc123def456" */
#[doc = "Use `api_key = \"1234567890abcdef\"`."]
pub struct Client;
//@ path: README.md
# Sample

```toml
password = "secret"
api_key = "1234567890abcdef"
```
