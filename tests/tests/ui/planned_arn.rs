//! A reference without slashes that only a later version will read.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("aws-sm:arn:aws:secretsmanager:eu-west-1:000000000000:secret:twilio");

fn main() {
    let _ = TOKEN.read();
}
