//! An invalid region.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("aws-sm://prod/twilio?region=Frankfurt");

fn main() {
    let _ = TOKEN.read();
}
