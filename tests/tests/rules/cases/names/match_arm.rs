fn key_of(service: &str) -> &str {
    match service {
        "twilio" => "@{twilio-auth-token}", //~ twilio-auth-token
        _ => "",
    }
}
