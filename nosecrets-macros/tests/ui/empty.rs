//! No name between the quotes.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("");

fn main() {
    let _ = TOKEN.read();
}
