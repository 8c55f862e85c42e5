fn main() {
    let twilio_token = "@{twilio-auth-token}"; //~ twilio-auth-token
}
