//! A segment that leads to the parent folder.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("vault://secret/../twilio");

fn main() {
    let _ = TOKEN.read();
}
