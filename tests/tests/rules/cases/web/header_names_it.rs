fn request() {
    builder.header("X-Twilio-Token", "@{twilio-auth-token}"); //~ twilio-auth-token
}
