//@ kinds: structured contextual password key

impl Default for Config {
    fn default() -> Self {
        Config {
            port: 8080,
            @{name}: "@{secret}".to_string(), //~ secret
        }
    }
}
