//! A nested struct that is optional.
use nosecrets::{Secret, Secrets};

#[derive(Secrets)]
struct Config {
    #[secret(nested)]
    inner: Option<Inner>,
}

#[derive(Secrets)]
struct Inner {
    #[secret("TOKEN")]
    _token: Secret,
}

fn main() {
    let _ = Config::load();
}
