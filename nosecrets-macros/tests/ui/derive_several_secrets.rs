//! Two secrets for a field that holds only one.
use nosecrets::{Secret, Secrets};

#[derive(Secrets)]
struct Config {
    #[secret("TOKEN")]
    #[secret("OTHER")]
    token: Secret,
}

fn main() {
    let _ = Config::load();
}
