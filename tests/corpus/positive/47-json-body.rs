//@ kinds: structured contextual password key

fn body() -> serde_json::Value {
    serde_json::json!({
        "user": "service",
        "@{name}": "@{secret}" //~ secret
    })
}
