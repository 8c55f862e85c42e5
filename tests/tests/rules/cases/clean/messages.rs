const HELP: &str = "set TWILIO_AUTH_TOKEN to the auth token that the console shows";
fn main() {
    panic!("the AWS secret access key must be 40 characters of base64");
}
