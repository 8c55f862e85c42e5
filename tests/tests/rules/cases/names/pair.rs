fn figment() -> Figment {
    Figment::new().merge(("twilio_token", "@{twilio-auth-token}")) //~ twilio-auth-token
}
