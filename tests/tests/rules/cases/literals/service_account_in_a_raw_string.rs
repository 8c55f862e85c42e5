const ACCOUNT: &str = r#"@{gcp-service-account-key}"#; //~ gcp-service-account-key
