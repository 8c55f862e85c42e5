#[derive(Parser)]
struct Args {
    #[clap(long, default_value = "@{twilio-auth-token}")] //~ twilio-auth-token
    twilio_token: String,
}
