fn token() -> String {
    env::var("TWILIO_AUTH_TOKEN").unwrap_or_else(|_| "@{twilio-auth-token}".to_string()) //~ twilio-auth-token
}
