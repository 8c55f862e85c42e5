//! A reference to a provider nobody plans.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("https://example.com/token");

fn main() {
    let _ = TOKEN.read();
}
