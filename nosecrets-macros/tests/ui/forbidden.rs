//! A key in a function.
#[nosecrets::forbid_secrets]
fn client() -> Client {
    Client { token: "nosecrets_canary_q7zr0vkw3mxp9lbt" }
}

struct Client {
    token: &'static str,
}

fn main() {}
