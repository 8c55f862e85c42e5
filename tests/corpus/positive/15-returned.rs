//@ kinds: structured contextual password key

fn @{name}() -> &'static str {
    "@{secret}" //~ secret
}

impl Config {
    fn get_@{name}(&self) -> String {
        String::from("@{secret}") //~ secret
    }
}
