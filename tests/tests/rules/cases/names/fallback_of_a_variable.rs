fn token() -> String {
    std::env::var("TWILIO_AUTH_TOKEN").unwrap_or("@{twilio-auth-token}".into()) //~ twilio-auth-token
}
