fn is_key(text: &str) -> bool {
    text.starts_with("-----BEGIN RSA PRIVATE KEY-----") && text.ends_with("-----END RSA PRIVATE KEY-----")
}
