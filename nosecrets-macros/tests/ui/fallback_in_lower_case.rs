//! The name of a second variable in lower case.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("TWILIO_AUTH_TOKEN", "twilio_token");

fn main() {
    let _ = TOKEN.read();
}
