//@ kinds: structured contextual password key

fn config() -> Config {
    Config { @{name}: "@{secret}".into(), ..Config::default() } //~ secret
}
