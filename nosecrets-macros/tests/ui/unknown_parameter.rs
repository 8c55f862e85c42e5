//! A parameter of another tool.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("aws-sm://prod/twilio?profile=dev");

fn main() {
    let _ = TOKEN.read();
}
