//@ kinds: structured contextual password key

#[derive(serde::Deserialize)]
struct Config {
    #[serde(default = "default_@{name}")]
    @{name}: String,
}

fn default_@{name}() -> String {
    "@{secret}".to_string() //~ secret
}
