//! A key where the name of a variable should stand.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("nosecrets_canary_q7zr0vkw3mxp9lbt");

fn main() {
    let _ = TOKEN.read();
}
