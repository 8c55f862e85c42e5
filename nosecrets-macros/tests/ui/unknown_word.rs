//! An unknown word.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!(maybe "TWILIO_AUTH_TOKEN");

fn main() {
    let _ = TOKEN.read();
}
