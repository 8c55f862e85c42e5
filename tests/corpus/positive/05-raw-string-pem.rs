const KEY: &str = r#"@{private-key-pkcs8}"#; //~ private-key-pkcs8
const ACCOUNT: &str = r#"@{gcp-service-account-key}"#; //~ gcp-service-account-key/private-key-pkcs8
