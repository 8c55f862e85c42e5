fn twilio_token() -> &'static str {
    "@{twilio-auth-token}" //~ twilio-auth-token
}
