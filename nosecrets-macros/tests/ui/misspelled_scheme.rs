//! A reference with a mistyped scheme.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("valt://secret/twilio#api_key");

fn main() {
    let _ = TOKEN.read();
}
