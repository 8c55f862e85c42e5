//! An expression.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("TWILIO_" + "AUTH_TOKEN");

fn main() {
    let _ = TOKEN.read();
}
