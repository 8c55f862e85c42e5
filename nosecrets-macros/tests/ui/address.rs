//! The address of a server.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("vault://vault.example.com:8200/secret/twilio");

fn main() {
    let _ = TOKEN.read();
}
