fn main() {
    map.insert(TWILIO_TOKEN_KEY, "@{twilio-auth-token}"); //~ twilio-auth-token
}
