const DSN: &str = "aws_access_key=ann;aws_secret_access_key=@{aws-secret-access-key}"; //~ aws-secret-access-key
