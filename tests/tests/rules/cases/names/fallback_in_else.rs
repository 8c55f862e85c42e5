fn token() -> String {
    if let Ok(token) = env::var("TWILIO_AUTH_TOKEN") { token } else { "@{twilio-auth-token}".into() } //~ twilio-auth-token
}
