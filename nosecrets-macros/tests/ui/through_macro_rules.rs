//! A key passed on by another macro: the caret is on the literal.
use nosecrets::{SecretRef, env_secret};

macro_rules! secrets {
    ($($name:ident = $variable:expr;)+) => {
        $(static $name: SecretRef = env_secret!($variable);)+
    };
}

secrets! {
    SID = "TWILIO_ACCOUNT_SID";
    TOKEN = "nosecrets_canary_q7zr0vkw3mxp9lbt";
}

fn main() {
    let _ = (SID.read(), TOKEN.read());
}
