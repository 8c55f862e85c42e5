fn main() {
    map["twilio_token"] = "@{twilio-auth-token}".into(); //~ twilio-auth-token
}
