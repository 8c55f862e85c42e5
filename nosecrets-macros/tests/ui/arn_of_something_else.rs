//! An ARN of something other than a secret.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("aws-sm:arn:aws:s3:::twilio");

fn main() {
    let _ = TOKEN.read();
}
