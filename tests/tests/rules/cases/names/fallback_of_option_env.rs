const fn token() -> &'static str {
    option_env!("TWILIO_AUTH_TOKEN").unwrap_or("@{twilio-auth-token}") //~ twilio-auth-token
}
