//! Two parsers.
use nosecrets::{Secrets};

#[derive(Secrets)]
struct Config {
    #[secret("PORT", parse = str::parse, parse = str::parse)]
    port: u16,
}

fn main() {
    let _ = Config::load();
}
