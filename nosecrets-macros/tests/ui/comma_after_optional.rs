//! A comma after `optional`.
use nosecrets::{OptionalSecretRef, env_secret};

static TOKEN: OptionalSecretRef = env_secret!(optional, "TWILIO_AUTH_TOKEN");

fn main() {
    let _ = TOKEN.read();
}
