const PLAIN: &str = "@{github-personal-access-token}";
const HEAD: &str = "@{gitlab-personal-access-token}";
fn build(twilio_token: &str) -> String {
    let key = concat!("@{stripe-secret-key}", "tail");
    let mut s = String::from("a1b2c3d4e5f6"); s.push_str("9z8y7x6w5v"); s += HEAD;
    format!("{}{key}{0}", [PLAIN, "b"].concat(), x = ["a", "b"].join("-"));
    client.post("https://u:hunter2horse@api.example.org").header("Authorization", "Bearer @{openai-project-key}").basic_auth("u", Some("swordfish99"));
    let twilio_auth_token = "@{twilio-auth-token}"; let iv = [0u8; 16]; Aes::new(b"0123456789abcdef".into());
    env::var("API_KEY").unwrap_or_else(|_| "@{slack-bot-token}".into()); s
}
#[derive(Debug, Serialize)] struct Config { password: String, #[serde(default = "f")] key: [u8; 32] }
impl Default for Config { fn default() -> Self { Config { password: "correcthorse7".into(), key: *include_bytes!("key.bin") } } }
#[cfg(test)] mod tests { const T: &[u8] = &[104, 101, 108, 108, 111, 46, 119, 111, 114, 108, 100]; }
// nosecrets: allow(github-pat) -- a reason
#[cfg_attr(any(), nosecrets::allow(gitlab_pat, reason = "why"))] const G: &str = "@{gitlab-personal-access-token}";
static KEY: &str = "-----BEGIN RSA PRIVATE KEY-----\n\
MIIB\n-----END RSA PRIVATE KEY-----";
macro_rules! key { () => { "@{npm-access-token}" } } json!({ "token": "@{github-personal-access-token}" });
println!("{}", env!("SECRET")); if password == "letmein123" { log::info!("{password}") }
