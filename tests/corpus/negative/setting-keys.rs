//! Keys of settings: SCREAMING, dotted, kebab, with slashes.

pub const SECRET_KEY: &str = "redshift.aws.secret_access_key";
pub const PASSWORD_KEY: &str = "spring.datasource.password";
pub const TOKEN_KEY: &str = "REGISTRY_TOKEN_FILE";
pub const CREDENTIAL_KEY: &str = "sasl.jaas.credentials";
pub const API_KEY_PATH: &str = "secret/data/payments/api-key";

fn map(mut options: HashMap<&str, String>) {
    let password = options.remove("fs.azure.account.password");
    let secret = options.get("client_secret_post");
    options.insert("token", std::env::var("SERVICE_TOKEN").unwrap());
}
