fn broken() {
    let key = ("@{stripe-secret-key}"; //~ stripe-secret-key
}
const TWILIO_TOKEN: &str = "@{twilio-auth-token}"; //~ twilio-auth-token
