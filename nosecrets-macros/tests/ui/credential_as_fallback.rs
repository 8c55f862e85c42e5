//! A key as the second argument.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("TWILIO_AUTH_TOKEN", "nosecrets_canary_q7zr0vkw3mxp9lbt");

fn main() {
    let _ = TOKEN.read();
}
