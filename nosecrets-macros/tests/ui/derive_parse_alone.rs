//! A parser with nothing to parse.
use nosecrets::{Secrets};

#[derive(Secrets)]
struct Config {
    #[secret(parse = str::parse)]
    port: u16,
}

fn main() {
    let _ = Config::load();
}
