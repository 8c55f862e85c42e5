//! An unencoded space.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("aws-sm://prod/twilio token");

fn main() {
    let _ = TOKEN.read();
}
