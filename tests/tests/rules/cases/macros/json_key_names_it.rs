fn body() -> Value {
    serde_json::json!({ "user": "ann", "twilio_token": "@{twilio-auth-token}" }) //~ twilio-auth-token
}
