//! A default value as a named argument.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("TWILIO_AUTH_TOKEN", default = "changeme");

fn main() {
    let _ = TOKEN.read();
}
