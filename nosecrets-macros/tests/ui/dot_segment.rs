//! A segment that leads upwards.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("vault://secret/../twilio");

fn main() {
    let _ = TOKEN.read();
}
