//! A key in one of several methods.
struct Client;

impl Client {
    #[nosecrets::forbid_secrets]
    fn token(&self) -> &'static [u8] {
        b"nosecrets_canary_q7zr0vkw3mxp9lbt"
    }

    fn name(&self) -> &'static str {
        "client"
    }
}

fn main() {}
