fn settings() -> Settings {
    Settings { twilio_token: "@{twilio-auth-token}".into(), ..Settings::default() } //~ twilio-auth-token
}
