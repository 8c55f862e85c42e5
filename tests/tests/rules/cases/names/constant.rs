const TWILIO_AUTH_TOKEN: &str = "@{twilio-auth-token}"; //~ twilio-auth-token
