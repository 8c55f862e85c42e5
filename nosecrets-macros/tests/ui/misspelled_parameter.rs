//! A mistyped parameter.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("vault://secret/twilio?verison=3");

fn main() {
    let _ = TOKEN.read();
}
