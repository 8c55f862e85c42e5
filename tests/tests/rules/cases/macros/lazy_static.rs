lazy_static! {
    static ref TWILIO_TOKEN: String = "@{twilio-auth-token}".to_string(); //~ twilio-auth-token
}
