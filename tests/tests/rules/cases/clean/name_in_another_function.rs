fn twilio() {}
fn cache() -> &'static str {
    "@{twilio-auth-token}"
}
