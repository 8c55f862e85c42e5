//! The address of a server as a parameter.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("vault://secret/twilio?addr=localhost");

fn main() {
    let _ = TOKEN.read();
}
