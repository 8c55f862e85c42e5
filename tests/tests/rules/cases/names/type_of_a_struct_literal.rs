fn settings() -> Settings {
    TwilioSettings { token: "@{twilio-auth-token}".into() }.into() //~ twilio-auth-token
}
