//! An unknown word on the struct.
use nosecrets::{Secret, Secrets};

#[derive(Secrets)]
#[secrets(prefix = "APP_")]
struct Config {
    #[secret("TOKEN")]
    token: Secret,
}

fn main() {
    let _ = Config::load();
}
