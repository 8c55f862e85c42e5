//! A version in an engine without versions.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("vault://secret/twilio?kv=1&version=3");

fn main() {
    let _ = TOKEN.read();
}
