//! A web address.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("https://vault.example.com/v1/secret/twilio");

fn main() {
    let _ = TOKEN.read();
}
