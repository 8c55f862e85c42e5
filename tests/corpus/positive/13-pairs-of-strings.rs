//@ kinds: structured contextual password key
fn settings() -> Vec<(&'static str, &'static str)> {
    vec![
        ("host", "db.corp.internal"),
        ("@{name}", "@{secret}"), //~ secret
    ]
}
