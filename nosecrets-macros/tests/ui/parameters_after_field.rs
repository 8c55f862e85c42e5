//! Parameters after the field.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("vault://secret/twilio#auth_token?version=3");

fn main() {
    let _ = TOKEN.read();
}
