impl TwilioClient {
    fn connect() -> Self {
        Self::with_token("@{twilio-auth-token}") //~ twilio-auth-token
    }
}
