fn client() -> twilio::Client {
    twilio::Client::new("@{twilio-account-sid}", "@{twilio-auth-token}") //~ twilio-auth-token
}
