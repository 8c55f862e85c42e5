//! With the key in HashiCorp Vault or OpenBao, at `VAULT_ADDR` with `VAULT_TOKEN`.

use std::process::ExitCode;

use nosecrets::{SecretRef, env_secret};

static API_KEY: SecretRef = env_secret!("vault://secret/twilio#api_key");

fn main() -> ExitCode {
    twilio_sms::run(API_KEY)
}
