//! Two slashes in a row.
use nosecrets::{SecretRef, env_secret};

static TOKEN: SecretRef = env_secret!("vault://secret//twilio");

fn main() {
    let _ = TOKEN.read();
}
