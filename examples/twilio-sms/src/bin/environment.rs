//! With the key in an environment variable.

use std::process::ExitCode;

use nosecrets::{SecretRef, env_secret};

static API_KEY: SecretRef = env_secret!("TWILIO_API_KEY");

fn main() -> ExitCode {
    twilio_sms::run(API_KEY)
}
