//! A login before the path.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("vault://user:word@secret/twilio");

fn main() {
    let _ = TOKEN.read();
}
