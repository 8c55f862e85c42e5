//! No valid name, and no suggestion.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("token=value");

fn main() {
    let _ = TOKEN.read();
}
