#[derive(Parser)]
struct Args {
    #[arg(env = "TWILIO_AUTH_TOKEN", default_value = "@{twilio-auth-token}")] //~ twilio-auth-token
    token: String,
}
