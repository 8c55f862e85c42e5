//@ path: src/twilio.rs
const TOKEN: &str = "@{twilio-auth-token}"; //~ twilio-auth-token
