//! A byte string.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!(b"TWILIO_AUTH_TOKEN");

fn main() {
    let _ = TOKEN.read();
}
