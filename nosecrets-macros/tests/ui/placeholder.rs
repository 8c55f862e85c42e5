//! A placeholder to be filled in.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("vault://secret/{environment}/twilio");

fn main() {
    let _ = TOKEN.read();
}
