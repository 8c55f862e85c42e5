fn store() -> AmazonS3 {
    AmazonS3Builder::new()
        .with_access_key_id("@{aws-access-key-id}")
        .with_secret_access_key("@{aws-secret-access-key}") //~ aws-secret-access-key
        .build()
}
