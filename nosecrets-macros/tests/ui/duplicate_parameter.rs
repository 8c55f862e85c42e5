//! A parameter twice.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("vault://secret/twilio?version=3&version=4");

fn main() {
    let _ = TOKEN.read();
}
