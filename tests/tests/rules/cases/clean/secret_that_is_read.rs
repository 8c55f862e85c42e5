fn token() -> String {
    std::env::var("TWILIO_AUTH_TOKEN").expect("TWILIO_AUTH_TOKEN is set")
}
