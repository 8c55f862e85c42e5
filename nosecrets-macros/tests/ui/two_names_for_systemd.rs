//! A path where systemd has names.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("systemd://twilio/auth_token");

fn main() {
    let _ = TOKEN.read();
}
