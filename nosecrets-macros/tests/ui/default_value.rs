//! A default value as the second argument.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("TWILIO_AUTH_TOKEN", "changeme");

fn main() {
    let _ = TOKEN.read();
}
