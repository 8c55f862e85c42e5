//! The value at build time, which would end up in the binary.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!(env!("TWILIO_AUTH_TOKEN"));

fn main() {
    let _ = TOKEN.read();
}
