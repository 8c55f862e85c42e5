static KEY: LazyLock<String> = LazyLock::new(|| "@{crates-io-api-token}".to_string()); //~ crates-io-api-token
