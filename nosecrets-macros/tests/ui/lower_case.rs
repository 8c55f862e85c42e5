//! A name in lower case.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("twilio_auth_token");

fn main() {
    let _ = TOKEN.read();
}
