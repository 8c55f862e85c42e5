//! A version that is no number.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("vault://secret/twilio?version=latest");

fn main() {
    let _ = TOKEN.read();
}
