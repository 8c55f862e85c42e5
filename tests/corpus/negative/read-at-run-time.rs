//! Secrets that come from elsewhere, as they should.

use std::env;

struct Config {
    password: String,
    api_key: Option<String>,
}

fn load() -> Result<Config, Error> {
    let password = env::var("DB_PASSWORD")?;
    let api_key = std::fs::read_to_string("/run/secrets/api_key").ok();
    let token = keyring::Entry::new("app", "token")?.get_password()?;
    let secret = env::var("APP_SECRET").unwrap_or_default();
    let none: Option<&str> = None;
    let from_args = matches.value_of("password").unwrap_or("");
    Ok(Config { password, api_key })
}

async fn call(client: Client, config: &Config) {
    client.get(URL).bearer_auth(&config.password).send().await;
    client.get(URL).header("Authorization", format!("Bearer {}", config.password)).send().await;
}
