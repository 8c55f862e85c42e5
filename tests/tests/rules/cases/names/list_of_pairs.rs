fn main() {
    Command::new("deploy").envs([("TWILIO_AUTH_TOKEN", "@{twilio-auth-token}"), ("A", "b")]); //~ twilio-auth-token
}
