fn check(key: &str) {
    assert_eq!(key, "@{openai-user-api-key}", "wrong key"); //~ openai-user-api-key
}
