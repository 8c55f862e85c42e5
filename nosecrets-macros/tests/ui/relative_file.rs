//! A file with a relative path.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("file://secrets/twilio");

fn main() {
    let _ = TOKEN.read();
}
