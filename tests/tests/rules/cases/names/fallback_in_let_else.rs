fn connect() {
    let Ok(token) = env::var("TWILIO_AUTH_TOKEN") else { return run("@{twilio-auth-token}") }; //~ twilio-auth-token
}
