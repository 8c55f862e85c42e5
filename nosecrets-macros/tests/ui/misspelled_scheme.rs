//! A reference with a slip in its scheme.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("valt://secret/twilio#api_key");

fn main() {
    let _ = TOKEN.read();
}
