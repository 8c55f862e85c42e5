fn body() -> Value {
    json!({ "twilio": { "sid": id, "token": "@{twilio-auth-token}" } }) //~ twilio-auth-token
}
