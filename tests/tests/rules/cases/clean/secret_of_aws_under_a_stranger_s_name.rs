const BANNER: &str = "@{aws-secret-access-key}";
