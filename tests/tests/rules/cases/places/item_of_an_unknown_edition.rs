// The standard parser refuses this item; the rest of the file is parsed.
gen fn keys() -> &'static str {
    yield "@{stripe-secret-key}"; //~ stripe-secret-key
}
const TWILIO_TOKEN: &str = "@{twilio-auth-token}"; //~ twilio-auth-token
