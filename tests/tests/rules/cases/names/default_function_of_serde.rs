#[derive(Deserialize)]
struct Settings {
    #[serde(default = "default_twilio_token")]
    token: String,
}
fn default_twilio_token() -> String {
    "@{twilio-auth-token}".to_string() //~ twilio-auth-token
}
