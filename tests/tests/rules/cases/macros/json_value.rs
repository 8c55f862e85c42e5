fn body() -> Value {
    json!({ "key": "@{sendgrid-api-key}" }) //~ sendgrid-api-key
}
