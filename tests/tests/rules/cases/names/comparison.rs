fn is_it(twilio_token: &str) -> bool {
    twilio_token == "@{twilio-auth-token}" //~ twilio-auth-token
}
