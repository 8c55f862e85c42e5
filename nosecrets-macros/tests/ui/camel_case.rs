//! A name spelled as in another language.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("twilioAuthToken");

fn main() {
    let _ = TOKEN.read();
}
