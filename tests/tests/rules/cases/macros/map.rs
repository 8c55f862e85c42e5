fn map() -> HashMap<&'static str, &'static str> {
    hashmap! { "twilio_token" => "@{twilio-auth-token}", "a" => "b" } //~ twilio-auth-token
}
