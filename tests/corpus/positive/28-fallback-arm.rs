//@ kinds: structured contextual password key

use std::env;

fn load() -> String {
    match env::var("@{NAME}") {
        Ok(value) => value,
        Err(_) => "@{secret}".to_string(), //~ secret
    }
}

fn other() -> String {
    if let Ok(value) = env::var("@{NAME}") {
        value
    } else {
        "@{secret}".to_string() //~ secret
    }
}
