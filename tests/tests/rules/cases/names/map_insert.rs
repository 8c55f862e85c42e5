fn main() {
    map.insert("twilio_token", "@{twilio-auth-token}"); //~ twilio-auth-token
}
