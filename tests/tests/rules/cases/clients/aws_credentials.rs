fn credentials() -> Credentials {
    aws_credential_types::Credentials::new(
        "@{aws-access-key-id}",
        "@{aws-secret-access-key}", //~ aws-secret-access-key
        None,
        None,
        "static",
    )
}
