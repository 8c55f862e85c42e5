fn is_key(key: &str) -> bool {
    matches!(key, "@{openai-user-api-key}" | "none") //~ openai-user-api-key
}
