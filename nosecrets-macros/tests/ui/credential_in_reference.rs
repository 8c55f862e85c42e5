//! A key in place of the name in a reference.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("env://nosecrets_canary_q7zr0vkw3mxp9lbt");

fn main() {
    let _ = TOKEN.read();
}
