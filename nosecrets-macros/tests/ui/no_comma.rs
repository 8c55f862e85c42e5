//! Two references without a comma.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("TWILIO_AUTH_TOKEN" "TWILIO_TOKEN");

fn main() {
    let _ = TOKEN.read();
}
