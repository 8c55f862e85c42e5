//! A number.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!(42);

fn main() {
    let _ = TOKEN.read();
}
