//! With the key in AWS Secrets Manager.

use std::process::ExitCode;

use nosecrets::{SecretRef, env_secret};

static API_KEY: SecretRef = env_secret!("aws-sm://prod/twilio#api_key");

fn main() -> ExitCode {
    twilio_sms::run(API_KEY)
}
