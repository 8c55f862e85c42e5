//! A key of an unknown kind.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("q7Zr0vKw3mXp9LbT2sYe");

fn main() {
    let _ = TOKEN.read();
}
