fn token() -> Option<String> {
    env::var("TWILIO_AUTH_TOKEN").ok().or_else(|| Some("@{twilio-auth-token}".into())) //~ twilio-auth-token
}
