#[derive(Parser)]
struct Args {
    #[arg(long, env = "TWILIO_AUTH_TOKEN", default_value = "")]
    twilio_token: String,
}
