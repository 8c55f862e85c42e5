//! A version that is not a number.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("vault://secret/twilio?version=latest");

fn main() {
    let _ = TOKEN.read();
}
