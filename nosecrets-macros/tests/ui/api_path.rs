//! A path of Vault's HTTP interface.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("vault://secret/data/twilio#auth_token");

fn main() {
    let _ = TOKEN.read();
}
