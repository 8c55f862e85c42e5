//! Reads a credential from the environment: see its README.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example shows what it does")]

use std::process::ExitCode;

use nosecrets::{SecretRef, env_secret};

static AUTH_TOKEN: SecretRef = env_secret!("TWILIO_AUTH_TOKEN");

fn main() -> ExitCode {
    match AUTH_TOKEN.read() {
        Ok(token) => {
            println!("read {AUTH_TOKEN}: {token:?}, {} bytes", token.expose().len());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
