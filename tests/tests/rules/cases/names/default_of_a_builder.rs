fn settings() -> Config {
    Config::builder().set_default("twilio.token", "@{twilio-auth-token}").unwrap().build() //~ twilio-auth-token
}
