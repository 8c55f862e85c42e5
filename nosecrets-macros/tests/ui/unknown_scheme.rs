//! The scheme of an unsupported provider.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("op://vault/twilio/token");

fn main() {
    let _ = TOKEN.read();
}
