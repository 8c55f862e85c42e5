//! No name after the scheme.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("env://");

fn main() {
    let _ = TOKEN.read();
}
