//! A pointer with an invalid escape.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("vault://secret/twilio#/auth~token");

fn main() {
    let _ = TOKEN.read();
}
