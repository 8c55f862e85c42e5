//! A field without an attribute.
use nosecrets::{Secret, Secrets};

#[derive(Secrets)]
struct Config {
    token: Secret,
}

fn main() {
    let _ = Config::load();
}
