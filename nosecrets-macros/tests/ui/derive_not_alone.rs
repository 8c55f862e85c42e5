//! A nested struct with a reference.
use nosecrets::{Secret, Secrets};

#[derive(Secrets)]
struct Config {
    #[secret(nested, "TOKEN")]
    token: Secret,
}

fn main() {
    let _ = Config::load();
}
