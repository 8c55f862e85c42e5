//! A name as a shell expands it.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("${TWILIO_AUTH_TOKEN}");

fn main() {
    let _ = TOKEN.read();
}
