fn main() {
    self.twilio_token = "@{twilio-auth-token}".into(); //~ twilio-auth-token
}
