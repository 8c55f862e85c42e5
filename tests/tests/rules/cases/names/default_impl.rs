impl Default for Settings {
    fn default() -> Settings {
        Settings { aws_secret_access_key: "@{aws-secret-access-key}".to_string(), region: "eu-west-1".into() } //~ aws-secret-access-key
    }
}
