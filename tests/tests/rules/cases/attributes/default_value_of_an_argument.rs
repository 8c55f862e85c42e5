#[derive(Parser)]
struct Args {
    #[arg(long, env = "API_KEY", default_value = "@{sendgrid-api-key}")] //~ sendgrid-api-key
    key: String,
}
