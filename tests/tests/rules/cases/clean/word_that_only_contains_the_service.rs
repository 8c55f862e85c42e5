const OUTLAWS_SECRETARY: &str = "@{aws-secret-access-key}";
