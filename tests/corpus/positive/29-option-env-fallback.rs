//@ kinds: structured contextual password key
fn load() -> &'static str {
    option_env!("@{NAME}").unwrap_or("@{secret}") //~ any
}
