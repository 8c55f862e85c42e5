fn token() -> String {
    match env::var("TWILIO_AUTH_TOKEN") {
        Ok(token) => token,
        Err(_) => "@{twilio-auth-token}".into(), //~ twilio-auth-token
    }
}
