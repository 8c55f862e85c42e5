fn main() {
    let client = twilio::Client::new("ann", "@{twilio-auth-token}"); //~ twilio-auth-token
}
