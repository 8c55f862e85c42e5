//! The name of a constant, whose value a macro cannot see.
use nosecrets::{SecretRef, env_secret};

const TWILIO_AUTH_TOKEN: &str = "TWILIO_AUTH_TOKEN";

static TOKEN: SecretRef = env_secret!(TWILIO_AUTH_TOKEN);

fn main() {
    let _ = (TOKEN.read(), TWILIO_AUTH_TOKEN);
}
