const INTEGRITY: &str = "sha512-@{aws-secret-access-key}@{aws-secret-access-key#2}abcdef==";
