//! A second argument, such as a default.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("TWILIO_AUTH_TOKEN", "default");

fn main() {
    let _ = TOKEN.read();
}
