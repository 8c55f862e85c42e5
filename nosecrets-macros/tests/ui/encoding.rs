//! A percent sign without an encoded byte.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("aws-sm://prod/100%");

fn main() {
    let _ = TOKEN.read();
}
