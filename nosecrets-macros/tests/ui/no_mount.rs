//! A path of Vault without a mount.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("vault://twilio");

fn main() {
    let _ = TOKEN.read();
}
