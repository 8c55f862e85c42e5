gen fn keys() -> &'static str {
    yield twilio_token("@{twilio-auth-token}"); //~ twilio-auth-token
}
