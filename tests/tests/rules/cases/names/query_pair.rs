fn main() {
    client.get(url).query(&[("twilio_token", "@{twilio-auth-token}")]).send(); //~ twilio-auth-token
}
