fn main() {
    Command::new("deploy").env("TWILIO_AUTH_TOKEN", "@{twilio-auth-token}").status().unwrap(); //~ twilio-auth-token
}
