//! A parameter for a provider that has none.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("file:///run/secrets/twilio?version=3");

fn main() {
    let _ = TOKEN.read();
}
