//! A scheme and nothing else.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("conjur://");

fn main() {
    let _ = TOKEN.read();
}
