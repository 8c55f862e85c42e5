//! A key in place of a variable's name.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("nosecrets_canary_q7zr0vkw3mxp9lbt");

fn main() {
    let _ = TOKEN.read();
}
