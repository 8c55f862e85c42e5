//! With the key in CyberArk Conjur.

use std::process::ExitCode;

use nosecrets::{SecretRef, env_secret};

static API_KEY: SecretRef = env_secret!("conjur://prod/twilio/api_key");

fn main() -> ExitCode {
    twilio_sms::run(API_KEY)
}
