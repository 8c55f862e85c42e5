const TWILIO_TOKEN: &str = concat!("@{twilio-auth-token|1/2}", "@{twilio-auth-token|2/2}"); //~ twilio-auth-token folded
