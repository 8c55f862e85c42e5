//! A word that means nothing.
use nosecrets::{Secret, Secrets};

#[derive(Secrets)]
struct Config {
    #[secret(optional)]
    token: Option<Secret>,
}

fn main() {
    let _ = Config::load();
}
