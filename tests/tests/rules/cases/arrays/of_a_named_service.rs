fn client() -> twilio::Client {
    twilio::Client::new(&[@{twilio-auth-token|bytes}]) //~ twilio-auth-token array
}
