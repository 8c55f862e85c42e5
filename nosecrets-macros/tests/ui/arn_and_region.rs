//! A region in addition to an ARN.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("aws-sm:arn:aws:secretsmanager:eu-west-1:000000000000:secret:twilio?region=eu-west-1");

fn main() {
    let _ = TOKEN.read();
}
