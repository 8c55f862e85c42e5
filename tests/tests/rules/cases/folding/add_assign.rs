fn key() -> String {
    let mut key = "@{anthropic-api-key|1/2}".to_string(); //~ anthropic-api-key folded
    key += "@{anthropic-api-key|2/2}";
    key
}
