//! A reference that only a later version will read.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("vault://secret/twilio#api_key");

fn main() {
    let _ = TOKEN.read();
}
