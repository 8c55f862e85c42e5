//@ kinds: structured contextual password key

use std::env;

fn load() -> Client {
    let first = env::var("@{NAME}").unwrap_or("@{secret}".into()); //~ secret
    let second = env::var("@{NAME}").unwrap_or_else(|_| "@{secret}".to_string()); //~ secret
    let third = std::env::var("@{NAME}").ok().unwrap_or_else(|| String::from("@{secret}")); //~ secret
    Client::of(first, second, third)
}
