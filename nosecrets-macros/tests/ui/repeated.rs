//! A place listed twice, in two spellings.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("TWILIO_AUTH_TOKEN", "env://TWILIO_AUTH_TOKEN");

fn main() {
    let _ = TOKEN.read();
}
