//! A macro, which is not expanded.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!(concat!("TWILIO_", "AUTH_TOKEN"));

fn main() {
    let _ = TOKEN.read();
}
