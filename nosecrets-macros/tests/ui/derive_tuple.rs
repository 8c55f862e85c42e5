//! Fields without names.
use nosecrets::{Secret, Secrets};

#[derive(Secrets)]
struct Config(#[secret("TOKEN")] Secret);

fn main() {
    let _ = Config::load();
}
