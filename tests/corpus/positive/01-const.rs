//@ kinds: structured contextual password key private-key

pub const @{NAME}: &str = "@{secret}"; //~ secret

impl Client {
    const @{NAME}: &'static str = "@{secret}"; //~ secret
}
