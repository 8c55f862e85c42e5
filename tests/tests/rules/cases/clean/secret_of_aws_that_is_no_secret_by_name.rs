const AWS_SIGNATURE_PART: &str = "@{aws-secret-access-key}";
