fn head() -> String {
    let key = "@{stripe-secret-key|1/2}".to_string();
    key
}
fn tail(mut key: String) {
    key.push_str("@{stripe-secret-key|2/2}");
}
