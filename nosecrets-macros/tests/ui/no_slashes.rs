//! A scheme without slashes, as bank-vaults writes it.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("vault:secret/twilio#auth_token");

fn main() {
    let _ = TOKEN.read();
}
