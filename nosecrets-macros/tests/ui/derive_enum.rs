//! An enum of secrets.
use nosecrets::{Secrets};

#[derive(Secrets)]
enum Config {
    A,
}

fn main() {
    let _ = Config::load();
}
