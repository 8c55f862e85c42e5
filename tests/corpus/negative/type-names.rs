//! Words of types and of interfaces.

pub const TOKEN_TYPE: &str = "Bearer";
pub const GRANT_PASSWORD: &str = "password";
pub const GRANT_TYPE: &str = "urn:ietf:params:oauth:grant-type:device_code";
pub const AUTH_METHOD: &str = "client_secret_basic";

#[derive(serde::Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Credential {
    #[serde(rename = "api-key")]
    ApiKey,
    #[serde(rename = "client-secret")]
    ClientSecret,
}

impl Credential {
    fn secret_type(&self) -> &'static str {
        match self {
            Credential::ApiKey => "apiKey",
            Credential::ClientSecret => "clientSecret",
        }
    }
}
