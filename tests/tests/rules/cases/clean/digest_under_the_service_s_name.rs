const TWILIO_SPEC_SHA: &str = "@{twilio-auth-token}";
fn main() {
    verify_twilio(Md5 { digest: "@{twilio-auth-token}" });
}
