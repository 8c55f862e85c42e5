//! A path where systemd expects a name.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("systemd://twilio/auth_token");

fn main() {
    let _ = TOKEN.read();
}
