//! A key in place of a variable's name, and a correct field.
use nosecrets::{Secret, Secrets};

#[derive(Secrets)]
struct Config {
    #[secret("nosecrets_canary_q7zr0vkw3mxp9lbt")]
    token: Secret,
    #[secret("OTHER")]
    other: Secret,
}

fn main() {
    let _ = Config::load();
}
