//! A login as a parameter.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("vault://secret/twilio?token=word");

fn main() {
    let _ = TOKEN.read();
}
