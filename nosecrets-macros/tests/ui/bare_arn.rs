//! An ARN without a scheme.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("arn:aws:secretsmanager:eu-west-1:000000000000:secret:twilio");

fn main() {
    let _ = TOKEN.read();
}
