// TWILIO_AUTH_TOKEN=@{twilio-auth-token} //~ twilio-auth-token comment
fn main() {}
