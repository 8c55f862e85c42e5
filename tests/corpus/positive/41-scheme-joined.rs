//@ kinds: structured key
fn headers() -> Vec<(&'static str, String)> {
    vec![
        ("Authorization", format!("Bearer {}", "@{secret}")), //~ secret
        ("Authorization", concat!("Bearer ", "@{secret}").to_string()), //~ secret
    ]
}
