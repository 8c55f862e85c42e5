//! An unknown word.
use nosecrets::{Secret, Secrets};

#[derive(Secrets)]
struct Config {
    #[secret(optional)]
    token: Option<Secret>,
}

fn main() {
    let _ = Config::load();
}
