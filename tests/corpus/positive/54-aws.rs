fn credentials() -> aws_credential_types::Credentials {
    aws_credential_types::Credentials::new("@{aws-access-key-id}", "@{aws-secret-access-key}", None, None, "static") //~ aws-secret-access-key
}

fn store() -> AmazonS3Builder {
    AmazonS3Builder::new()
        .with_access_key_id("minio")
        .with_secret_access_key("@{aws-secret-access-key#2}") //~ aws-secret-access-key
}
