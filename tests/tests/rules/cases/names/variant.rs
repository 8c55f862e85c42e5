enum Service { Twilio, Other }
impl Service {
    fn token(&self) -> &str {
        match self {
            Service::Twilio => "@{twilio-auth-token}", //~ twilio-auth-token
            Service::Other => "",
        }
    }
}
